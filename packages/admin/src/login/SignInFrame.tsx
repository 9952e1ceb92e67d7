import { Box, Paper, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { ThemeButton } from '../layout/ThemeButton';

/** A page of those who are not signed in: one sheet in the middle. */
export const SignInFrame = ({ title, children }: { title: string; children: ReactNode }) => (
  <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2 }}>
    <title>{`${title.replace(/ to Probity$/, '')} · Probity`}</title>
    <Box sx={{ position: 'absolute', top: 12, right: 12 }}>
      <ThemeButton />
    </Box>
    <Paper variant="outlined" sx={{ p: { xs: 3, sm: 5 }, width: '100%', maxWidth: 480 }}>
      <Stack direction="row" sx={{ gap: 1.5, alignItems: 'center', mb: 3 }}>
        <img src="/icon.svg" alt="" width={36} height={36} />
        <Typography variant="h1">{title}</Typography>
      </Stack>
      {children}
    </Paper>
  </Box>
);
