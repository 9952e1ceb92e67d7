export { type Compiled, Plans } from './plans.js';
export { recordExposures } from './exposure.facts.js';
export type { ExposureClaim } from './exposure.rules.js';
export { AssignmentResolver } from './assignment.resolver.js';
export { assign } from './assignment.rules.js';
export { type Plan, type PlanSources, compilePlan } from './plan.rules.js';
export { type PlanRecord, sourcesIn } from './plan-snapshot.rules.js';
export { StalenessResolvers } from './staleness.resolver.js';
export { HoldoutMembersResolver } from './holdout-members.resolver.js';
