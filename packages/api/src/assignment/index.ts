export { Plans } from './plans.js';
export { recordExposures } from './exposure.facts.js';
export type { ExposureClaim } from './exposure.rules.js';
export { AssignmentResolver } from './assignment.resolver.js';
export { assign } from './assignment.rules.js';
export { type Plan, compilePlan } from './plan.rules.js';
export { HoldoutMembersResolver } from './holdout-members.resolver.js';
