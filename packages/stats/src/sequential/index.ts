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
