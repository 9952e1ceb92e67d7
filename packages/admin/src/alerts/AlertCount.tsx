import { Box } from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import { useGetList } from 'ra-core';
import { countText } from '../fields/numbers';
import type { Alert } from './alert';

const FRESH_MS = 60_000;

/** How many alerts there are, beside their place in the menu; nothing when there are none. */
export function AlertCount() {
  const { total = 0 } = useGetList<Alert>(
    'alerts',
    { pagination: { page: 1, perPage: 1 }, sort: { field: 'at', order: 'DESC' } },
    { staleTime: FRESH_MS },
  );
  if (total === 0) return null;
  return (
    <Box
      component="span"
      sx={{
        px: 1,
        borderRadius: 4,
        bgcolor: 'error.main',
        color: 'background.paper',
        fontSize: '0.75rem',
        fontWeight: 700,
        lineHeight: 1.7,
      }}
    >
      <span style={visuallyHidden}>, </span>
      {countText(total)}
    </Box>
  );
}
