import { Box, CircularProgress } from '@mui/material';

/** Shown while something is loaded. */
export const Waiting = ({ label = 'Loading' }: { label?: string }) => (
  <Box role="status" sx={{ display: 'flex', gap: 1.5, alignItems: 'center', py: 4, color: 'text.secondary' }}>
    <CircularProgress size={20} aria-hidden="true" />
    {label}…
  </Box>
);

/** Shown until it is known who asks. */
export const LoadingPage = () => <Waiting />;
