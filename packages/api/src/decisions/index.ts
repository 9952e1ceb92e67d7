export { decideExperiment } from './decision.commands.js';
export type { DecisionTaken } from './decision.rules.js';
export { DecisionResolver } from './decision.resolver.js';
