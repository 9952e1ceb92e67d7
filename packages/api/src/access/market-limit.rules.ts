import type { Rule } from '../kernel/actor.js';
import type { Grant } from './grant.rules.js';

/** What a grant becomes for whoever is limited to markets: conditions, no conditions, or nothing at all. */
type Limit = (markets: readonly string[]) => Rule['conditions'] | 'nothing';

/** What lies in one of the markets, and what lies in none: the latter is everybody's to see. */
const seen: Limit = markets => ({ market: { $in: [...markets, null] } });
/** Only what lies in one of the markets: what lies in none is not for one market to change. */
const changed: Limit = markets => ({ market: { $in: [...markets] } });
const whole: Limit = () => undefined;
const nothing: Limit = () => 'nothing';

/**
 * By subject; `other` is for the verbs that are not named. What is not here is not for who is limited: the audit log
 * tells of every market, and whoever makes keys, people or teams could make some that are not limited.
 */
const LIMITS: Readonly<Record<string, Readonly<Record<string, Limit>> & { readonly other: Limit }>> = {
  Experiment: { read: seen, other: changed },
  Holdout: { read: seen, other: changed },
  Alert: { read: seen, other: nothing },
  Results: { other: whole },
  Assignment: { other: seen },
  Exposure: { other: seen },
  Payload: { other: seen },
  Outcome: { other: whole },
  // A new one takes nothing from anybody; one that goes away is missed in every market.
  Metric: { read: whole, define: whole, other: nothing },
  Layer: { read: whole, define: whole, other: nothing },
  // Who must not be written to must not be in any market.
  Suppression: { record: whole, ask: whole, other: nothing },
  // What somebody said counts in every market.
  Consent: { other: whole },
  ConsentEvent: { record: whole, other: nothing },
  ConsentNotice: { read: whole, other: nothing },
  Jurisdiction: { read: whole, other: nothing },
};

/** The rule of a grant for an actor who is limited to these markets; null where nothing is left of it. */
export function limited({ subject, verb }: Grant, markets: readonly string[]): Rule | null {
  const limits = Object.hasOwn(LIMITS, subject) ? LIMITS[subject] : undefined;
  const limit = limits && Object.hasOwn(limits, verb) ? limits[verb] : limits?.other;
  const conditions = limit ? limit(markets) : 'nothing';
  if (conditions === 'nothing') return null;
  return conditions === undefined ? { subject, action: verb } : { subject, action: verb, conditions };
}
