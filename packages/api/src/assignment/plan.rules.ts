import { contentHash } from '../kernel/content-hash.js';
import type { Experiment, Phase } from '../experiments/index.js';
import { type CompiledCondition, type Condition, compileCondition } from '../experiments/condition.rules.js';
import { fnv1a32 } from './hash.rules.js';
import type { Holdout } from '../holdouts/index.js';
import { type PlannedHoldout, mayCover, plannedHoldout } from './planned-holdout.rules.js';
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
  readonly channel: string | null;
  readonly market: string | null;
  /** The holdouts that are not closed and may keep somebody from this experiment, the widest first. */
  readonly holdouts: readonly PlannedHoldout[];
  readonly pausedAt: number | null;
  /** The phase that assigns now. */
  readonly phase: PlannedPhase;
  readonly phases: readonly PlannedPhase[];
}

/**
 * The immutable compilation of every experiment that was started and every holdout that was opened.
 * `version` is the hash of its content.
 */
export interface Plan {
  readonly version: string;
  readonly experiments: ReadonlyMap<string, PlannedExperiment>;
  /** Those closed as well, the widest first: an exposure may be told late. */
  readonly holdouts: readonly PlannedHoldout[];
}

export interface PlanSources {
  readonly experiments: readonly Experiment[];
  readonly holdouts?: readonly Holdout[];
}

export function compilePlan({ experiments, holdouts = [] }: PlanSources): Plan {
  const held = holdouts.map(plannedHoldout).sort(widestFirst);
  const planned = experiments.map(experiment => plannedExperiment(experiment, held));
  return {
    version: contentHash({ experiments: planned.map(content), holdouts: held.map(heldContent) }).slice(0, 16),
    experiments: new Map(planned.map(experiment => [experiment.key, experiment])),
    holdouts: held,
  };
}

const WIDTH = { GLOBAL: 0, CHANNEL: 1, MARKET: 2, EXPERIMENTS: 3 } as const;
const widestFirst = (one: PlannedHoldout, other: PlannedHoldout): number =>
  WIDTH[one.scope.scope] - WIDTH[other.scope.scope] || (one.key < other.key ? -1 : 1);

/** What an experiment is compiled from; the rest follows from it. */
const content = ({
  phase: _latest,
  seedHash: _derived,
  holdouts: _own,
  phases,
  ...rest
}: PlannedExperiment) => ({
  ...rest,
  phases: phases.map(comparable),
});

const heldContent = ({ seedHash: _hash, isEligible: _compiled, closedAt, ...rest }: PlannedHoldout) => ({
  ...rest,
  closedAt: Number.isFinite(closedAt) ? closedAt : null,
});

/** JSON has no infinity: an open phase ends at null. What is compiled follows from what it is compiled from. */
const comparable = ({ isTargeted: _derived, ...phase }: PlannedPhase) => ({
  ...phase,
  endedAt: Number.isFinite(phase.endedAt) ? phase.endedAt : null,
});

function plannedExperiment(experiment: Experiment, holdouts: readonly PlannedHoldout[]): PlannedExperiment {
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
    channel: experiment.channel,
    market: experiment.market,
    holdouts: holdouts.filter(holdout => mayCover(holdout, experiment)),
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
