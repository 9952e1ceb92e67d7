export type { ComparisonOptions, Interval } from './interval.js';

export * from './moments/index.js';
export * from './comparison/index.js';
export * from './sequential/index.js';
export * from './bayes/index.js';
export * from './planning/index.js';
export * from './trust/index.js';
export * from './decision/index.js';
export * from './drift/index.js';
export * from './monitoring/index.js';
export * from './attribution/index.js';
export * from './off-policy/index.js';
export {
  beta,
  binomial,
  chiSquared,
  type CountDistribution,
  type Distribution,
  erf,
  erfc,
  erfcInverse,
  fisherF,
  gamma,
  hypergeometric,
  logBeta,
  logGamma,
  normal,
  poisson,
  studentizedRange,
  studentT,
} from './distributions/index.js';
