// Is the treatment different, at every look?
export {
  confidenceSequence,
  type SequenceOptions,
  type SequentialEstimate,
  sequenceRho,
  sequentialDifference,
  sequentialMean,
} from './confidence-sequence.js';
export { type MixtureEvidence, type MixtureOptions, type MixtureSprt, mixtureSprt } from './mixture-sprt.js';

// What do all looks show together, and when is the first one due?
export { type Look, runningOver, type RunningSequence, runningSequence, runningStart } from './running.js';
export {
  type ArmSize,
  isReportable,
  type MinimumSample,
  type Reportable,
  type TooSmall,
} from './minimum-sample.js';

// Is the treatment different, at planned looks or at a planned end?
export { type HybridEstimate, hybridDifference, type HybridOptions } from './hybrid.js';
export { type SpendingBound, spendingBounds, type SpendingPlan } from './alpha-spending.js';
