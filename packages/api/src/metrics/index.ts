export { Metric } from './metric.entity.js';
export { defineMetric } from './metric.commands.js';
export { metricsByKey } from './metric.queries.js';
export { recordOutcomes } from './outcome.facts.js';
export type { OutcomeClaim } from './outcome.rules.js';
export { MetricResolver } from './metric.resolver.js';
export { OutcomeResolver } from './outcome.resolver.js';
