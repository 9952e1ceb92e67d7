import { Box } from '@mui/material';

interface Props {
  readonly estimate: string;
  readonly range: string;
  readonly level: string;
}

/** An estimate with the interval that it is worth. */
export const Interval = ({ estimate, range, level }: Props) => (
  <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
    <Box component="span" sx={{ fontWeight: 600 }}>
      {estimate}
    </Box>
    {range === '–' ? null : (
      <Box component="span" sx={{ display: 'block', fontSize: '0.8125rem', color: 'text.secondary' }}>
        {level} interval {range}
      </Box>
    )}
  </Box>
);
