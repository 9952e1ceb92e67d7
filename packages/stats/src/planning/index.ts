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
