import { Box } from '@mui/material';
import { MONOSPACE } from '../layout/theme';

/** A JSON value as it is written. */
export const Json = ({ value, none = '–' }: { value: unknown; none?: string }) =>
  value === null || value === undefined ? (
    none
  ) : (
    <Box
      component="code"
      sx={{ fontFamily: MONOSPACE, fontSize: '0.8125rem', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
    >
      {JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ')}
    </Box>
  );
