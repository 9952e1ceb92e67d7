import { badInput, violation } from '../kernel/errors.js';
import { requireKnownMetrics } from './design.rules.js';
import type { Experiment } from './experiment.entity.js';
import { type KnownMetrics, statusAfter } from './experiment.rules.js';
import type { LayerRange } from './layer-range.entity.js';
import { type KeptRange, grown, rangeOf } from './layer-range.rules.js';
import type { Phase } from './phase.entity.js';
import type { Condition } from './condition.rules.js';
import { requireValidCondition } from './targeting.rules.js';
import { reweighted } from './variant.rules.js';

export interface PhaseChange {
  readonly weights?: readonly { readonly variantKey: string; readonly weightBp: number }[] | null;
  readonly allocationBp?: number | null;
  readonly targeting?: Condition | null;
  readonly everybody?: boolean | null;
  readonly layerRange?: Readonly<LayerRange> | null;
  readonly reason: string;
}

/** Starts a draft: the design is locked, and its first phase opens. `hash` binds what was registered. */
export function start(
  experiment: Readonly<Experiment>,
  { known, now, hash }: { known: KnownMetrics; now: Date; hash: (content: unknown) => string },
): Experiment {
  const status = statusAfter(experiment, 'start');
  const { design } = experiment;
  if (!design)
    throw violation('design-required', 'an experiment cannot start without a design', { field: 'design' });
  requireKnownMetrics(design, known);
  if (experiment.allocationBp === 0) {
    throw violation('nobody-allocated', 'an allocation of 0 assigns nobody', { field: 'allocationBp' });
  }
  const started = { ...experiment, status, startedAt: now, phases: [phaseOf(experiment, 1, now, 'start')] };
  return { ...started, designHash: hash(registrationOf(started)) };
}

/** What is registered at the start: the hypothesis, the design, and what it compares. */
export const registrationOf = ({
  key,
  hypothesis,
  design,
  variants,
  assignmentSource,
}: Readonly<Experiment>) => ({
  key,
  hypothesis,
  design,
  assignmentSource,
  variants: variants.map(variant => ({ key: variant.key, isControl: variant.isControl })),
});

export function pause(experiment: Readonly<Experiment>, now: Date): Experiment {
  return { ...experiment, status: statusAfter(experiment, 'pause'), pausedAt: now };
}

export function resume(experiment: Readonly<Experiment>): Experiment {
  return { ...experiment, status: statusAfter(experiment, 'resume'), pausedAt: null };
}

/**
 * Other weights, allocation, targeting or a larger range from now on: the phase ends and another begins.
 *
 * @param shares who keeps a range in its layer
 */
export function openPhase(
  experiment: Readonly<Experiment>,
  change: PhaseChange,
  now: Date,
  shares: readonly KeptRange[] = [],
): Experiment {
  const status = statusAfter(experiment, 'openPhase');
  if (change.reason.trim() === '') throw badInput('reason', 'a new phase has a reason');
  if (change.targeting) requireValidCondition(change.targeting);
  const targeting = change.everybody
    ? null
    : change.targeting
      ? { ...change.targeting }
      : experiment.targeting;
  const changed: Experiment = {
    ...experiment,
    status,
    targeting,
    variants: change.weights ? reweighted(experiment.variants, change.weights) : experiment.variants,
    allocationBp: change.allocationBp ?? experiment.allocationBp,
    ...grown(experiment, change.layerRange, shares),
  };
  if (changed.allocationBp === 0) {
    throw violation('nobody-allocated', 'an allocation of 0 assigns nobody; pause instead', {
      field: 'allocationBp',
    });
  }
  const number = experiment.phases.length + 1;
  return {
    ...changed,
    phases: [...closed(experiment.phases, now), phaseOf(changed, number, now, change.reason.trim())],
  };
}

export function stop(experiment: Readonly<Experiment>, now: Date): Experiment {
  const status = statusAfter(experiment, 'stop');
  return { ...experiment, status, stoppedAt: now, pausedAt: null, phases: closed(experiment.phases, now) };
}

const closed = (phases: readonly Phase[], now: Date): Phase[] =>
  phases.map(phase => ({ ...phase, endedAt: phase.endedAt ?? now.toISOString() }));

const phaseOf = (experiment: Readonly<Experiment>, number: number, now: Date, reason: string): Phase => ({
  number,
  startedAt: now.toISOString(),
  endedAt: null,
  allocationBp: experiment.allocationBp,
  weights: experiment.variants.map(({ key, weightBp }) => ({ variantKey: key, weightBp })),
  targeting: experiment.targeting,
  layerRange: rangeOf(experiment),
  reason,
});
