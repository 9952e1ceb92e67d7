import { Paper, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** What stands where a list would be: what belongs there, why there is nothing, and what to do next. */
export const Empty = ({ title, children, action }: Props) => (
  <Paper variant="outlined" sx={{ px: 3, py: 6, textAlign: 'center' }}>
    <Typography variant="h2" component="p">
      {title}
    </Typography>
    <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1, mx: 'auto', maxWidth: '56ch' }}>
      {children}
    </Typography>
    {action ? (
      <Stack direction="row" sx={{ gap: 1, mt: 2.5, justifyContent: 'center' }}>
        {action}
      </Stack>
    ) : null}
  </Paper>
);
