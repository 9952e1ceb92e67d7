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
export type { ComparisonOptions, Interval } from './interval.js';

export { quantile } from './quantiles.js';
export { type WinsorOptions, winsorCap, winsorize } from './winsorize.js';

// Is the treatment different, read once?
export { type Comparison, welch } from './welch.js';
export {
  type Proportion,
  type ProportionComparison,
  twoProportions,
  wilsonInterval,
} from './proportions.js';
export { type FisherExact, fisherExact } from './fisher-exact.js';
export { cuped, type CupedComparison, type CupedOptions } from './cuped.js';
export { type RatioComparison, ratioDifference } from './ratio.js';
export { covariateAdjusted, ratioMoments } from './linearise.js';
export { type MannWhitney, mannWhitney } from './mann-whitney.js';

// Is the treatment different, at every look?
export {
  confidenceSequence,
  type SequenceOptions,
  type SequentialEstimate,
  sequenceRho,
  sequentialDifference,
  sequentialMean,
} from './sequential.js';
export { type MixtureEvidence, type MixtureSprt, mixtureSprt } from './mixture-sprt.js';

// How large is the difference, relative to control?
export { type LiftOptions, type LiftUndefined, type RelativeLift, relativeLift } from './lift.js';

// How likely is it better, and what does a wrong choice cost?
export { type NormalEvidence, type NormalPosterior, normalPosterior } from './bayes.js';
export { type BetaBinomial, type BetaBinomialOptions, betaBinomial } from './beta-binomial.js';

// May the result be believed?
export { type SampleRatio, sampleRatio } from './sample-ratio.js';
export {
  type SequentialSampleRatio,
  type SequentialSampleRatioOptions,
  sequentialSampleRatio,
} from './sequential-sample-ratio.js';
export { benjaminiHochberg, benjaminiYekutieli, bonferroni, hochberg, holm } from './multiplicity.js';

// How many units does it take?
export {
  type Baseline,
  minimumDetectableDifference,
  minimumDetectableLift,
  minimumDetectableRateChange,
  type PlanOptions,
  powerForLift,
  powerForMeans,
  sampleSizeForMeans,
  sampleSizeForProportions,
} from './power.js';

// Distributions
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
  studentT,
} from './distributions.js';
