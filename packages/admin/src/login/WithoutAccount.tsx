import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { MONOSPACE } from '../layout/theme';

/** The way in for who has no account, or cannot get into it. */
export const WithoutAccount = ({ isOpen = false }: { isOpen?: boolean }) => (
  <Box component="details" open={isOpen} sx={{ mt: 3, '& summary': { cursor: 'pointer', py: 0.5 } }}>
    <Typography component="summary" variant="body2" sx={{ color: 'text.secondary' }}>
      No account, or no way into it?
    </Typography>
    <Typography variant="body2" sx={{ my: 1.5 }}>
      An administrator can invite you. Whoever operates Probity can also print a link that signs in once,
      within an hour:
    </Typography>
    <PrintedCommand>npm run probity -- keys link</PrintedCommand>
    <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1.5 }}>
      Open the link that it prints in this browser.
    </Typography>
  </Box>
);

/** A line for whoever operates Probity to type. */
export const PrintedCommand = ({ children }: { children: ReactNode }) => (
  <Box
    component="code"
    sx={{
      display: 'block',
      px: 1.5,
      py: 1.25,
      border: 1,
      borderColor: 'divider',
      borderRadius: 1,
      bgcolor: 'background.default',
      fontFamily: MONOSPACE,
      fontSize: '0.875rem',
    }}
  >
    {children}
  </Box>
);
