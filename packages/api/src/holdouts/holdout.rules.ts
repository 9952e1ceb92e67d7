import { badInput, violation } from '../kernel/errors.js';
import type { Condition } from '../experiments/condition.rules.js';
import { requireValidCondition } from '../experiments/targeting.rules.js';
import type { Scope } from './coverage.rules.js';
import type { HoldoutExemption } from './holdout-parts.entity.js';
import type { Holdout } from './holdout.entity.js';
import type { ExemptionCategory, HoldoutScope, HoldoutState } from './holdout.enums.js';
import type { Prospect } from './outlook.rules.js';
import { scopeFrom } from './scope.rules.js';

export interface HoldoutDraft extends Scope {
  readonly key: string;
  readonly name: string;
  readonly sizeBp?: number | null;
  readonly eligibility?: Condition | null;
  readonly exemptions?:
    | readonly { readonly category: `${ExemptionCategory}`; readonly reason: string }[]
    | null;
  readonly listSize: number;
  readonly baseRate: number;
}

/** What else is held out, as far as opening another depends on it. */
export interface Neighbours {
  readonly openGlobal: string | null;
  readonly unknownExperiments: readonly string[];
}

type Verb = 'resize' | 'freeze' | 'close';

/** From which states a verb leads, and where to. The whole life of a holdout. */
export const TRANSITIONS: Readonly<
  Record<Verb, { from: readonly `${HoldoutState}`[]; to?: `${HoldoutState}` }>
> = {
  resize: { from: ['OPEN'] },
  freeze: { from: ['OPEN'], to: 'FROZEN' },
  close: { from: ['OPEN', 'FROZEN'], to: 'CLOSED' },
};

/** The verbs that the state of a holdout allows, whoever asks. */
export const possibleVerbs = (status: `${HoldoutState}`): Verb[] =>
  (Object.keys(TRANSITIONS) as Verb[]).filter(verb => TRANSITIONS[verb].from.includes(status));

export const DEFAULT_SIZE_BP = 500;
const SMALLEST_BP = 100;
const LARGEST_BP = 2_000;

/** Opens a holdout. Who is a member follows from its seed and size, and from nothing that comes later. */
export function open(
  blank: Readonly<Holdout>,
  input: HoldoutDraft,
  { openGlobal, unknownExperiments }: Neighbours,
  now: Date,
): Holdout {
  const name = input.name.trim();
  if (name === '' || name.length > 200) throw badInput('name', 'a name has 1 to 200 characters');
  const scope = scopeFrom(input);
  const sizeBp = input.sizeBp ?? DEFAULT_SIZE_BP;
  requireProspect({ ...input, sizeBp });
  if (input.eligibility) requireValidCondition(input.eligibility, 'eligibility');
  if (scope.scope === ('GLOBAL' as HoldoutScope) && openGlobal !== null) {
    throw violation('second-global-holdout', `the global holdout "${openGlobal}" is not closed`, {
      field: 'scope',
      current: openGlobal,
    });
  }
  if (unknownExperiments.length > 0) {
    throw violation('unknown-experiment', `there is no experiment ${unknownExperiments.join(', ')}`, {
      field: 'experimentKeys',
    });
  }
  return {
    ...blank,
    ...scope,
    name,
    sizeBp,
    sizes: [{ sizeBp, from: now.toISOString(), reason: 'opened' }],
    status: 'OPEN' as HoldoutState,
    eligibility: input.eligibility ? { ...input.eligibility } : null,
    exemptions: exemptionsFrom(input.exemptions ?? []),
    listSize: input.listSize,
    baseRate: input.baseRate,
    openedAt: now,
    frozenAt: null,
    closedAt: null,
  };
}

/** A larger size adds members, a smaller one lets some go; nobody else moves. */
export function resize(
  holdout: Readonly<Holdout>,
  { sizeBp, reason }: { sizeBp: number; reason: string },
  now: Date,
): Holdout {
  const status = statusAfter(holdout, 'resize');
  requireProspect({ ...holdout, sizeBp });
  if (sizeBp === holdout.sizeBp) throw badInput('sizeBp', 'this is its size already');
  if (reason.trim() === '') throw badInput('reason', 'another size has a reason');
  const sizes = [...holdout.sizes, { sizeBp, from: now.toISOString(), reason: reason.trim() }];
  return { ...holdout, status, sizeBp, sizes };
}

export const freeze = (holdout: Readonly<Holdout>, now: Date): Holdout => ({
  ...holdout,
  status: statusAfter(holdout, 'freeze'),
  frozenAt: now,
});

export const close = (holdout: Readonly<Holdout>, now: Date): Holdout => ({
  ...holdout,
  status: statusAfter(holdout, 'close'),
  closedAt: now,
});

function statusAfter({ status }: Pick<Holdout, 'status'>, verb: Verb): HoldoutState {
  const { from, to } = TRANSITIONS[verb];
  if (from.includes(status)) return (to ?? status) as HoldoutState;
  throw violation('wrong-status', `a holdout that is ${status.toLowerCase()} cannot be asked to ${verb}`, {
    status,
    allowed: [...from],
  });
}

/** Refuses a size, a list or a rate that no holdout can have. */
export function requireProspect({ sizeBp, listSize, baseRate }: Prospect): void {
  if (!(sizeBp >= SMALLEST_BP && sizeBp <= LARGEST_BP)) {
    throw badInput('sizeBp', 'a holdout is 1 % to 20 % of recipients: 100 to 2000 basis points');
  }
  if (!(listSize >= 1)) throw badInput('listSize', 'a list has at least one recipient');
  if (!(baseRate > 0 && baseRate < 1)) {
    throw badInput('baseRate', 'the base rate is a share between 0 and 1, both excluded');
  }
}

function exemptionsFrom(input: NonNullable<HoldoutDraft['exemptions']>): HoldoutExemption[] {
  return input.map(({ category, reason }, index) => {
    const field = `exemptions.${index}`;
    if (reason.trim() === '') throw badInput(`${field}.reason`, 'an exemption has a reason');
    if (input.findIndex(other => other.category === category) < index) {
      throw badInput(`${field}.category`, 'a category is exempted once');
    }
    return { category: category as ExemptionCategory, reason: reason.trim() };
  });
}
