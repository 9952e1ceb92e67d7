import { Box, Typography } from '@mui/material';
import type { CheckResult, ProofCheck } from './proof-checks';

const MARKS: Readonly<Record<CheckResult, readonly [sign: string, word: string, colour: string]>> = {
  HOLDS: ['✓', 'holds', 'success.main'],
  FAILS: ['✗', 'does not hold', 'error.main'],
  NOT_CHECKED: ['–', 'not checked', 'warning.main'],
};

/** What was computed, and what came out. */
export const CheckList = ({ checks }: { checks: readonly ProofCheck[] }) => (
  <Box component="ul" aria-label="Checks" sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {checks.map(({ what, result, note }) => {
      const [sign, word, colour] = MARKS[result];
      return (
        <Box component="li" key={what} sx={{ display: 'flex', gap: 1.25, py: 0.375 }}>
          <Box
            component="span"
            role="img"
            aria-label={word}
            sx={{ color: colour, fontWeight: 700, width: 16, flexShrink: 0 }}
          >
            {sign}
          </Box>
          <Box>
            {what}
            {note ? (
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {note}
              </Typography>
            ) : null}
          </Box>
        </Box>
      );
    })}
  </Box>
);
