import { Box } from '@mui/material';
import type { TestOutcome } from '../generated/graphql';

const COLOURS: Readonly<Record<TestOutcome, string>> = {
  PASSED: 'success.main',
  STOPPED: 'error.main',
  NOT_REACHED: 'text.disabled',
};

/** The shape of an outcome: a tick in a disc, a bar in an octagon, an empty dashed ring. */
export const StepMark = ({ outcome }: { outcome: TestOutcome }) => (
  <Box
    component="svg"
    width={24}
    height={24}
    viewBox="-12 -12 24 24"
    aria-hidden="true"
    data-outcome={outcome}
    sx={{ color: COLOURS[outcome], display: 'block', '--sheet': theme => theme.palette.background.paper }}
  >
    <Shape outcome={outcome} />
  </Box>
);

function Shape({ outcome }: { outcome: TestOutcome }) {
  switch (outcome) {
    case 'PASSED':
      return (
        <>
          <circle r={10} fill="currentColor" />
          <path d="M-4.5 0.5 L-1.5 3.5 L4.5 -3.5" fill="none" stroke="var(--sheet)" strokeWidth={2.5} />
        </>
      );
    case 'STOPPED':
      return (
        <>
          <path d="M-4.5 -11 H4.5 L11 -4.5 V4.5 L4.5 11 H-4.5 L-11 4.5 V-4.5 Z" fill="currentColor" />
          <path d="M-5.5 0 H5.5" stroke="var(--sheet)" strokeWidth={3} />
        </>
      );
    case 'NOT_REACHED':
      return <circle r={8.5} fill="none" stroke="currentColor" strokeWidth={2} strokeDasharray="3.5 3" />;
    default:
      return outcome satisfies never;
  }
}
