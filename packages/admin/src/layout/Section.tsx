import { Box, Paper, Stack, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  readonly note?: ReactNode;
  readonly action?: ReactNode;
  /** Tables reach the edges of the sheet. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

/** A part of a page under a heading of its own. */
export function Section({ title, note, action, isFlush = false, children }: Props) {
  const id = useId();
  return (
    <Paper component="section" variant="outlined" aria-labelledby={id} sx={{ mb: 2.5, overflow: 'hidden' }}>
      <Stack
        direction="row"
        sx={{ px: 2.5, pt: 2, pb: 1.5, gap: 2, justifyContent: 'space-between', alignItems: 'flex-start' }}
      >
        <Box>
          <Typography variant="h2" id={id}>
            {title}
          </Typography>
          {note ? (
            <Typography variant="body2" component="div" sx={{ color: 'text.secondary', mt: 0.25 }}>
              {note}
            </Typography>
          ) : null}
        </Box>
        {action}
      </Stack>
      <Box sx={isFlush ? {} : { px: 2.5, pb: 2.5 }}>{children}</Box>
    </Paper>
  );
}
