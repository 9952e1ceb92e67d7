export { ResultResolver } from './result.resolver.js';
export { resultsOf } from './result.queries.js';
export { analyse } from './result.rules.js';
export type { Evidence, MeasuredArm, MeasuredMetric } from './evidence.rules.js';
export type { ExperimentResults } from './result.entity.js';
