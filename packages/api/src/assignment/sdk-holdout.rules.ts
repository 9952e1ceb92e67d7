import type { Condition } from '../experiments/condition.rules.js';
import type { PlannedExperiment } from './plan.rules.js';
import { type PlannedHoldout, shareAt } from './planned-holdout.rules.js';
import type { SdkFeature } from './sdk-feature.rules.js';

/** What the feature of a holdout is worth, in GrowthBook's own words. */
export const HELD_OUT = 'holdoutcontrol';
export const NOT_HELD_OUT = 'genpop';

type Asked = Pick<PlannedExperiment, 'channel' | 'market'>;

/** Which attribute of the context tells whether a holdout covers an experiment that does not tell so itself. */
function decidedBy({ scope: { scope } }: PlannedHoldout, { channel, market }: Asked): string | null {
  if (scope === 'CHANNEL' && channel === null) return 'channel';
  return scope === 'MARKET' && market === null ? 'market' : null;
}

/** The feature that experiments ask whether the holdout keeps a recipient from them. */
export function holdoutFeatureId(holdout: PlannedHoldout, experiment: Asked): string {
  const attribute = decidedBy(holdout, experiment);
  return attribute === null ? `$holdout:${holdout.key}` : `$holdout:${holdout.key}:${attribute}`;
}

/** Worth one thing to the members whom the holdout keeps out, and another to everybody else. */
export function holdoutFeature(holdout: PlannedHoldout, experiment: Asked): SdkFeature {
  const conditions = [
    ...covered(holdout, experiment),
    ...notExempt(holdout),
    ...(holdout.eligibility ? [holdout.eligibility] : []),
  ];
  const rule = {
    force: HELD_OUT,
    seed: holdout.seed,
    hashAttribute: 'id',
    hashVersion: 2,
    range: [0, shareAt(holdout, Number.POSITIVE_INFINITY)],
    ...(conditions.length > 0 && { condition: { $and: conditions } }),
  } as const;
  return { defaultValue: NOT_HELD_OUT, rules: [rule] };
}

/** A channel or market that is not told counts as covered; one that is no text is not told. */
function covered(holdout: PlannedHoldout, experiment: Asked): Condition[] {
  const attribute = decidedBy(holdout, experiment);
  if (attribute === null) return [];
  const place = attribute === 'channel' ? holdout.scope.channel : holdout.scope.market;
  return [{ $or: [{ [attribute]: { $not: { $type: 'string' } } }, { [attribute]: { $eq: place } }] }];
}

/** Not `$nin`, which would take a list of categories for one of them. */
const notExempt = ({ exempt }: PlannedHoldout): Condition[] =>
  exempt.length > 0 ? [{ $nor: exempt.map(category => ({ messageCategory: { $eq: category } })) }] : [];
