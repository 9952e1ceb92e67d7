// How many units does it take?
export type { Baseline, PlanOptions, ReadingOptions, Units } from './plan.js';
export { minimumDetectableDifference, powerForMeans, sampleSizeForMeans } from './means.js';
export {
  cohensH,
  minimumDetectableRateChange,
  powerForProportions,
  type ProportionOptions,
  sampleSizeForProportions,
} from './proportions.js';
export { type LiftPlanOptions, minimumDetectableLift, powerForLift, sampleSizeForLift } from './lift.js';
export { ratioBaseline } from './ratio.js';

// What does looking at any time cost?
export { sequentialInflation } from './reading.js';

// What can a holdout show, and how long does it take?
export { holdoutMinimumLift } from './holdout.js';
export { runTime } from './run-time.js';
