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
export { cupedRatio, type RatioCupedComparison } from './cuped-ratio.js';
export { type ClusterComparison, type ClusterOptions, clusterRobustDifference } from './cluster-robust.js';
export type { ClusterArm, ClusteredValues, ClusterTotals } from './cluster-scores.js';
export { type StratifiedComparison, type StratifiedOptions, postStratified } from './post-stratified.js';
export type { Stratum, StratumDifference } from './strata.js';
export { type Heterogeneity, heterogeneity } from './heterogeneity.js';
export { type MantelHaenszel, mantelHaenszel, type StratumTable } from './mantel-haenszel.js';
export {
  type BeforeAndAfter,
  type DifferenceInDifferences,
  differenceInDifferences,
  differenceInDifferencesPanel,
} from './difference-in-differences.js';
export { type MannWhitney, mannWhitney } from './mann-whitney.js';
export {
  type QuantileComparison,
  quantileDesignEffect,
  quantileDifference,
  type QuantileOptions,
} from './quantile-difference.js';

// How large is the difference, relative to control?
export { type LiftOptions, type LiftUndefined, type RelativeLift, relativeLift } from './lift.js';

// When does it happen, and does it happen sooner?
export type { TimeStep } from './event-times.js';
export { kaplanMeier, type SurvivalCurve, type SurvivalPoint, survivalAt } from './survival-curve.js';
export { type LogRank, logRank, type SurvivalGroup } from './log-rank.js';
