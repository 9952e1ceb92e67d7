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
export { covariateAdjusted, ratioMoments } from './linearise.js';
export { quantile } from './quantiles.js';
export { type WinsorOptions, winsorCap, winsorize } from './winsorize.js';
