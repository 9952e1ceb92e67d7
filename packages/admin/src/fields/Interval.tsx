import { Box } from '@mui/material';

/** An estimate, and below it the interval that says what it is worth. */
export const Interval = ({ estimate, range }: { estimate: string; range: string }) => (
  <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
    <Box component="span" sx={{ fontWeight: 600 }}>
      {estimate}
    </Box>{' '}
    {range === '–' ? null : (
      <Box component="span" sx={{ display: 'block', fontSize: '0.8125rem', color: 'text.secondary' }}>
        {range}
      </Box>
    )}
  </Box>
);
