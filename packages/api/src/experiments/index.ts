export { Experiment } from './experiment.entity.js';
export type { Design } from './design.entity.js';
export { DecisionOutcome } from './decision.entity.js';
export type { Phase } from './phase.entity.js';
export type { Variant } from './variant.entity.js';
export {
  createExperiment,
  experimentSubject,
  openExperimentPhase,
  startExperiment,
  pauseExperiment,
  stopExperiment,
} from './experiment.commands.js';
export { experiment, experimentKeysIn, startedExperiments } from './experiment.queries.js';
export { ExperimentResolver } from './experiment.resolver.js';
export { LayerShareResolver } from './layer-share.resolver.js';
