// Has a series changed?
export { type Cusum, type CusumOptions, type CusumState, cusum, cusumStart, cusumStep } from './cusum.js';
export { type Ewma, type EwmaOptions, type EwmaState, ewma, ewmaStart, ewmaStep } from './ewma.js';
export {
  type PageHinkley,
  type PageHinkleyOptions,
  type PageHinkleyState,
  pageHinkley,
  pageHinkleyStart,
  pageHinkleyStep,
} from './page-hinkley.js';
export { type Adwin, type AdwinOptions, type AdwinState, adwin, adwinStart, adwinStep } from './adwin.js';
export {
  type BernoulliCusum,
  type BernoulliCusumOptions,
  type BernoulliCusumState,
  bernoulliCusum,
  bernoulliCusumStart,
  bernoulliCusumStep,
  type EventCount,
} from './bernoulli-cusum.js';
export { type RateModel, rateModel, rateResidual } from './rate-model.js';
export {
  type AnomalyOptions,
  type AnomalyScores,
  type AnomalyState,
  anomalyScores,
  anomalyStart,
  anomalyStep,
} from './anomaly-scores.js';
export type { Alarms } from './series.js';

// How often would it cry wolf?
export { type CusumDesign, cusumRunLength, cusumThreshold } from './cusum-run-length.js';
export { type EwmaDesign, ewmaRunLength, ewmaThreshold } from './ewma-run-length.js';
export {
  type BernoulliDesign,
  bernoulliCusumRunLength,
  bernoulliCusumThreshold,
} from './bernoulli-run-length.js';
export { type AlarmBudget, falseAlarmBudget } from './false-alarm-budget.js';
