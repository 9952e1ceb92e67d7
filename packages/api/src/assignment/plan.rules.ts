import { contentHash } from '../kernel/content-hash.js';
import type { Experiment, Phase } from '../experiments/index.js';
import { type CompiledCondition, type Condition, compileCondition } from '../experiments/condition.rules.js';
import { BUCKETS, fnv1a32 } from './hash.rules.js';
import type { Holdout } from '../holdouts/index.js';
import type { Layer } from '../layers/index.js';
import { type PlannedHoldout, mayCover, plannedHoldout } from './planned-holdout.rules.js';
import { type KnownLayers, type PlannedLayer, plannedLayer } from './planned-layer.rules.js';
import { type BucketRange, bucketRangesBp } from './range.rules.js';

/** One variant of a plan, with the chance that an eligible recipient gets it, among all buckets of its layer. */
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
  /** The range of its layer; null where the experiment is in none. */
  readonly layer: PlannedLayer | null;
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
 * The immutable compilation of every experiment that was started, its layer, and every holdout that was opened.
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
  readonly layers?: readonly Layer[];
}

export function compilePlan({ experiments, holdouts = [], layers = [] }: PlanSources): Plan {
  const held = holdouts.map(plannedHoldout).sort(widestFirst);
  const known = new Map(layers.map(layer => [layer.key, layer]));
  const planned = experiments.map(experiment => plannedExperiment(experiment, held, known));
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
const comparable = ({ isTargeted: _derived, layer, ...phase }: PlannedPhase) => ({
  ...phase,
  layer: layer && { key: layer.key, seed: layer.seed, start: layer.start, end: layer.end },
  endedAt: Number.isFinite(phase.endedAt) ? phase.endedAt : null,
});

function plannedExperiment(
  experiment: Experiment,
  holdouts: readonly PlannedHoldout[],
  layers: KnownLayers,
): PlannedExperiment {
  const phases = experiment.phases.map(phase => plannedPhase(experiment, phase, layers));
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

function plannedPhase(experiment: Experiment, phase: Phase, layers: KnownLayers): PlannedPhase {
  const layer = plannedLayer(experiment, phase, layers);
  const widthBp = layer ? Math.round((layer.end - layer.start) * BUCKETS) : BUCKETS;
  const weights = phase.weights.map(({ weightBp }) => weightBp);
  return {
    number: phase.number,
    startedAt: Date.parse(phase.startedAt),
    endedAt: phase.endedAt === null ? Number.POSITIVE_INFINITY : Date.parse(phase.endedAt),
    layer,
    targeting: phase.targeting,
    isTargeted: phase.targeting && compileCondition(phase.targeting),
    ranges: bucketRangesBp(weights, phase.allocationBp),
    variants: phase.weights.map(({ variantKey, weightBp }) => {
      const variant = experiment.variants.find(({ key }) => key === variantKey);
      const probability = (weightBp * phase.allocationBp * widthBp) / 1e12;
      return {
        key: variantKey,
        payload: variant?.payload ?? null,
        modelVersionId: variant?.modelVersionId ?? null,
        probability,
      };
    }),
  };
}
