import { Box, Link as MuiLink, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { sentence } from '../providers/errors';
import { StepMark } from './StepMark';
import { OUTCOME_WORDS, type Step, questionText, placeOf } from './words';

/** Every test in the order in which it is made, up to the one that decided and those after it. */
export const StepList = ({ steps }: { steps: readonly Step[] }) => (
  <Box component="ol" aria-label="Tests" sx={{ listStyle: 'none', m: 0, p: 0 }}>
    {steps.map((step, index) => (
      <Box
        component="li"
        key={index}
        sx={{
          position: 'relative',
          display: 'grid',
          gridTemplateColumns: '24px 1fr',
          columnGap: 1.5,
          pb: 2.5,
          '&:last-child': { pb: 0 },
          // The line to the next mark.
          '&:not(:last-child)::before': {
            content: '""',
            position: 'absolute',
            left: 11,
            top: 28,
            bottom: 4,
            borderLeft: 2,
            borderColor: 'divider',
          },
        }}
      >
        <StepMark outcome={step.outcome} />
        <StepText step={step} />
      </Box>
    ))}
  </Box>
);

function StepText({ step }: { step: Step }) {
  const { test, subjectKey, outcome, detail } = step;
  const place = placeOf(step);
  const isReached = outcome !== 'NOT_REACHED';
  return (
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      <Typography sx={{ fontWeight: 600, color: isReached ? 'text.primary' : 'text.secondary' }}>
        {questionText(test)}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        <Box
          component="span"
          sx={{ fontWeight: 600, color: outcome === 'STOPPED' ? 'error.main' : 'text.primary' }}
        >
          {OUTCOME_WORDS[outcome]}
        </Box>
        {subjectKey === null ? '' : ' · '}
        {place ? (
          <MuiLink component={Link} to={place}>
            {subjectKey}
          </MuiLink>
        ) : (
          subjectKey
        )}
        {isReached ? `. ${sentence(detail)}` : ''}
      </Typography>
    </Box>
  );
}
