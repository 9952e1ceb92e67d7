import { contentHash } from '../kernel/content-hash.js';
import type { Experiment, Phase } from '../experiments/index.js';
import { type CompiledCondition, type Condition, compileCondition } from '../experiments/condition.rules.js';
import { fnv1a32 } from './hash.rules.js';
import { type BucketRange, bucketRangesBp } from './range.rules.js';

/** One variant of a plan, with the chance that an eligible recipient gets it. */
export interface PlannedVariant {
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>> | null;
  readonly modelVersionId: string | null;
  readonly probability: number;
}

/** One phase of an experiment, compiled: what assignment needs and nothing else. */
export interface PlannedPhase {
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly targeting: Condition | null;
  /** The targeting, compiled. */
  readonly isTargeted: CompiledCondition | null;
  readonly ranges: readonly BucketRange[];
  readonly variants: readonly PlannedVariant[];
}

export interface PlannedExperiment {
  readonly id: string;
  readonly key: string;
  readonly seed: string;
  /** What the hash of every key goes on from. */
  readonly seedHash: number;
  readonly isRunning: boolean;
  readonly isExternal: boolean;
  readonly pausedAt: number | null;
  /** The phase that assigns now. */
  readonly phase: PlannedPhase;
  readonly phases: readonly PlannedPhase[];
}

/** The immutable compilation of every experiment that was started. `version` is the hash of its content. */
export interface Plan {
  readonly version: string;
  readonly experiments: ReadonlyMap<string, PlannedExperiment>;
}

export function compilePlan(experiments: readonly Experiment[]): Plan {
  const planned = experiments.map(plannedExperiment);
  const content = planned.map(({ phases, ...rest }) => ({ ...rest, phases: phases.map(comparable) }));
  return {
    version: contentHash(content.map(({ phase: _current, seedHash: _derived, ...rest }) => rest)).slice(
      0,
      16,
    ),
    experiments: new Map(planned.map(experiment => [experiment.key, experiment])),
  };
}

/** JSON has no infinity: an open phase ends at null. What is compiled follows from what it is compiled from. */
const comparable = ({ isTargeted: _derived, ...phase }: PlannedPhase) => ({
  ...phase,
  endedAt: Number.isFinite(phase.endedAt) ? phase.endedAt : null,
});

function plannedExperiment(experiment: Experiment): PlannedExperiment {
  const phases = experiment.phases.map(phase => plannedPhase(experiment, phase));
  const phase = phases.at(-1);
  if (!phase) throw new RangeError(`experiment "${experiment.key}" was started without a phase`);
  return {
    id: experiment.id,
    key: experiment.key,
    seed: experiment.seed,
    seedHash: fnv1a32(experiment.seed),
    isRunning: experiment.status === 'RUNNING',
    isExternal: experiment.assignmentSource === 'EXTERNAL',
    pausedAt: experiment.pausedAt?.getTime() ?? null,
    phase,
    phases,
  };
}

function plannedPhase({ variants }: Experiment, phase: Phase): PlannedPhase {
  const weights = phase.weights.map(({ weightBp }) => weightBp);
  return {
    number: phase.number,
    startedAt: Date.parse(phase.startedAt),
    endedAt: phase.endedAt === null ? Number.POSITIVE_INFINITY : Date.parse(phase.endedAt),
    targeting: phase.targeting,
    isTargeted: phase.targeting && compileCondition(phase.targeting),
    ranges: bucketRangesBp(weights, phase.allocationBp),
    variants: phase.weights.map(({ variantKey, weightBp }) => {
      const variant = variants.find(({ key }) => key === variantKey);
      const probability = (weightBp * phase.allocationBp) / 1e8;
      return {
        key: variantKey,
        payload: variant?.payload ?? null,
        modelVersionId: variant?.modelVersionId ?? null,
        probability,
      };
    }),
  };
}
