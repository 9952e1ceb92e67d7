import { Box, Typography } from '@mui/material';
import { Trouble } from '../layout/Trouble';
import { asApiError } from '../providers/errors';
import { OutlookNote } from './OutlookNote';
import type { Prospect } from './prospect';
import { useOutlook } from './useOutlook';

/** What a holdout would be able to see, while its numbers are typed. */
export function OutlookPreview({ prospect }: { prospect: Prospect | null }) {
  const { outlook, error, isStale } = useOutlook(prospect);
  return (
    <Box
      role="status"
      aria-label="What it will see"
      aria-busy={isStale}
      sx={{ my: 1.5, opacity: isStale ? 0.6 : 1 }}
    >
      {error ? <Trouble explanation={asApiError(error).explanation} /> : null}
      {outlook && prospect && !error ? <OutlookNote outlook={outlook} prospect={prospect} /> : null}
      {prospect === null ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Give the size, the recipients on the list and the base rate: the smallest lift that the holdout will
          be able to see is shown here.
        </Typography>
      ) : null}
    </Box>
  );
}
