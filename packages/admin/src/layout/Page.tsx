import { Box, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** Shown beside the title, for example a status. */
  readonly badge?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its title is the window's title and the one first-level heading. */
export const Page = ({ title, badge, lead, actions, children }: Props) => (
  <>
    <title>{`${title} · Probity`}</title>
    <Stack
      direction={{ xs: 'column', sm: 'row' }}
      sx={{ gap: 2, mb: 3, alignItems: { sm: 'flex-start' }, justifyContent: 'space-between' }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Stack direction="row" sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          {badge}
        </Stack>
        {lead ? (
          <Typography
            component="div"
            variant="body2"
            sx={{ color: 'text.secondary', mt: 0.75, maxWidth: '70ch' }}
          >
            {lead}
          </Typography>
        ) : null}
      </Box>
      {actions ? (
        <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', flexShrink: 0 }}>
          {actions}
        </Stack>
      ) : null}
    </Stack>
    {children}
  </>
);
