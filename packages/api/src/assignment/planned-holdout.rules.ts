import { type Attributes, type CompiledCondition, compileCondition } from '../experiments/condition.rules.js';
import { type Place, type Scope, covers } from '../holdouts/coverage.rules.js';
import type { Holdout } from '../holdouts/index.js';
import { fnv1a32, hashAfter } from './hash.rules.js';

/** A holdout, compiled: what assignment needs and nothing else. */
export interface PlannedHoldout {
  readonly id: string;
  readonly key: string;
  readonly seed: string;
  /** What the hash of every key goes on from. */
  readonly seedHash: number;
  readonly scope: Scope;
  readonly openedAt: number;
  readonly closedAt: number;
  /** Every size, the latest last: members are those whose bucket lies below the share. */
  readonly sizes: readonly { readonly from: number; readonly share: number }[];
  readonly eligibility: Readonly<Record<string, unknown>> | null;
  /** The eligibility, compiled. */
  readonly isEligible: CompiledCondition | null;
  /** The message categories that members receive all the same. */
  readonly exempt: readonly string[];
}

export function plannedHoldout(holdout: Holdout): PlannedHoldout {
  const { scope, channel, market, experimentKeys, eligibility } = holdout;
  return {
    id: holdout.id,
    key: holdout.key,
    seed: holdout.seed,
    seedHash: fnv1a32(holdout.seed),
    scope: { scope, channel, market, experimentKeys },
    openedAt: holdout.openedAt.getTime(),
    closedAt: holdout.closedAt?.getTime() ?? Number.POSITIVE_INFINITY,
    sizes: holdout.sizes.map(({ sizeBp, from }) => ({ from: Date.parse(from), share: sizeBp / 10_000 })),
    eligibility,
    isEligible: eligibility && compileCondition(eligibility),
    exempt: holdout.exemptions.map(({ category }) => category),
  };
}

/** What a holdout says of one recipient. */
export type Verdict = 'HELD_OUT' | 'NOT_COVERED' | 'EXEMPT' | 'NOT_ELIGIBLE' | 'NOT_A_MEMBER';

/** Whether a holdout keeps a recipient out, and if not, why not. `at` is an instant; the latest size counts without it. */
export function verdictOf(
  holdout: PlannedHoldout,
  key: string,
  attributes: Attributes,
  place: Place,
  at = Number.POSITIVE_INFINITY,
): Verdict {
  if (!covers(holdout.scope, place)) return 'NOT_COVERED';
  const category = textIn(attributes, 'messageCategory');
  if (category !== null && holdout.exempt.includes(category)) return 'EXEMPT';
  if (holdout.isEligible && !holdout.isEligible(attributes)) return 'NOT_ELIGIBLE';
  return bucketIn(holdout, key) < shareAt(holdout, at) ? 'HELD_OUT' : 'NOT_A_MEMBER';
}

/** The bucket of a recipient in a holdout, by its own seed. */
export const bucketIn = ({ seedHash }: PlannedHoldout, key: string): number => hashAfter(seedHash, key);

/** The share of recipients held out at an instant; 0 before the holdout was opened. */
export function shareAt({ sizes }: PlannedHoldout, at: number): number {
  for (let index = sizes.length - 1; index >= 0; index -= 1) {
    const size = sizes[index];
    if (size && size.from <= at) return size.share;
  }
  return 0;
}

/** Whether a holdout that is not closed keeps somebody from an experiment, whatever the context. */
export const mayCover = (
  holdout: PlannedHoldout,
  experiment: { readonly key: string; readonly channel: string | null; readonly market: string | null },
): boolean => holdout.closedAt === Number.POSITIVE_INFINITY && covers(holdout.scope, placeOf(experiment, {}));

/** The first of these holdouts that keeps a recipient out. */
export function heldOutBy(
  holdouts: readonly PlannedHoldout[],
  key: string,
  attributes: Attributes,
  place: Place,
  at?: number,
): PlannedHoldout | null {
  for (const holdout of holdouts) {
    if (verdictOf(holdout, key, attributes, place, at) === 'HELD_OUT') return holdout;
  }
  return null;
}

/** Where an experiment is asked for: what it does not name itself, the context may. */
export function placeOf(
  experiment: { readonly key: string; readonly channel: string | null; readonly market: string | null },
  attributes: Attributes,
): Place {
  return {
    experimentKey: experiment.key,
    channel: experiment.channel ?? textIn(attributes, 'channel'),
    market: experiment.market ?? textIn(attributes, 'market'),
  };
}

const textIn = (attributes: Attributes, name: string): string | null => {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : null;
  return typeof value === 'string' ? value : null;
};
