// What was measured: every comparison takes these, never rows
export {
  mergeMoments,
  mergePairMoments,
  type Moments,
  momentsFromSums,
  momentsOf,
  type PairMoments,
  pairMomentsOf,
} from './moments.js';
export { mergeQuadMoments, type QuadMoments, quadMomentsOf } from './quad-moments.js';

// The same of measurements that arrive over time
export { accumulator, type MomentsAccumulator, momentsOfStream } from './accumulator.js';
export {
  type PairAccumulator,
  pairAccumulator,
  type PairChunk,
  pairMomentsOfStream,
} from './pair-accumulator.js';

// What is made of measurements before they are compared
export { covariateAdjusted, ratioMoments } from './linearise.js';
export { quantile } from './quantiles.js';
export { cappedCount, type WinsorOptions, winsorCap, winsorize } from './winsorize.js';
