export { decideExperiment } from './decision.commands.js';
export { DecisionResolver } from './decision.resolver.js';
