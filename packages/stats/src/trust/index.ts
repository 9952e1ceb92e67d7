// May the result be believed?
export { type SampleRatio, sampleRatio } from './sample-ratio.js';
export {
  type SequentialSampleRatio,
  type SequentialSampleRatioOptions,
  sequentialSampleRatio,
} from './sequential-sample-ratio.js';
export { benjaminiHochberg, benjaminiYekutieli, bonferroni, hochberg, holm } from './multiplicity.js';
export { type Preference, preferentialBonferroni } from './preferential-bonferroni.js';

// Was it assigned as planned, and kept?
export {
  type DimensionLevel,
  type DimensionOptions,
  type LevelRatio,
  sampleRatioByDimension,
} from './sample-ratio-by-dimension.js';
export { type Exposures, type MultipleExposure, multipleExposureShare } from './multiple-exposure.js';
export {
  type PrePeriodBalance,
  prePeriodBalance,
  type PrePeriodComparison,
  type PrePeriodCovariate,
} from './pre-period-balance.js';

// Do experiments that run at once disturb each other?
export { type AssignmentDependence, assignmentDependence } from './assignment-dependence.js';
export { type EffectInteraction, type InteractionTest, interactionTest } from './interaction.js';

// Was a guardrail harmed by less than is accepted?
export {
  type GuardedComparison,
  type GuardedEffect,
  type GuardedSequence,
  nonInferiority,
  type NonInferiority,
  sequentialNonInferiority,
} from './non-inferiority.js';
