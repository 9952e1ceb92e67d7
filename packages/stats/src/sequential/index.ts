// Is the treatment different, at every look?
export {
  confidenceSequence,
  type SequenceOptions,
  type SequentialEstimate,
  sequenceRho,
  sequentialDifference,
  sequentialMean,
} from './confidence-sequence.js';
export { type MixtureEvidence, type MixtureSprt, mixtureSprt } from './mixture-sprt.js';

// What do all looks show together, and when is the first one due?
export { type Look, runningOver, type RunningSequence, runningSequence, runningStart } from './running.js';
export {
  type ArmSize,
  isReportable,
  type MinimumSample,
  type Reportable,
  type TooSmall,
} from './minimum-sample.js';
