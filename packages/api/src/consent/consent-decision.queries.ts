import { basisFor, ruleFor } from '../jurisdictions/jurisdiction.rules.js';
import { type Jurisdiction, currentRules } from '../jurisdictions/index.js';
import { isRegion } from '../jurisdictions/region.rules.js';
import { badInput } from '../kernel/errors.js';
import type { Purpose } from '../kernel/purpose.js';
import { type Look, permitRead } from '../kernel/query.js';
import { type RecipientId, recipientKeyFault } from '../kernel/recipient.js';
import { type Decisive, addressees, suppressedAmong } from '../suppressions/index.js';
import { scopeOf } from './consent-claim.rules.js';
import type { ConsentDecision, ConsentDecisionBatch } from './consent-decision.entity.js';
import { type Basis, type Decided, decide, decideAll } from './consent-decision.rules.js';
import { type Knowledge, statesOf } from './consent-state.queries.js';
import { sentenceOf } from './sentence.rules.js';

/** The most recipients that one question may name. */
export const MOST_KEYS = 10_000;
const LONGEST_NAME = 64;

export interface ConsentQuestion {
  readonly purpose: `${Purpose}`;
  readonly channel?: string | null | undefined;
  readonly brand?: string | null | undefined;
  readonly region?: string | null | undefined;
}

export interface Asking {
  readonly look: Look;
  readonly recipientId: RecipientId;
  readonly now: Date;
}

interface Answers {
  readonly rule: Jurisdiction;
  readonly decisions: readonly Decided[];
}

/** Whether data of one recipient may be used for a purpose, and why. Writes nothing. */
export async function askConsent(
  asking: Asking,
  recipientKey: string,
  question: ConsentQuestion,
): Promise<ConsentDecision> {
  const { rule, decisions } = await answers(asking, [recipientKey], question, () => 'recipientKey');
  const [{ isAllowed, reason, mark } = NOTHING] = decisions;
  const decisiveAt = mark ? new Date(mark.at) : null;
  return {
    isAllowed,
    reason,
    decisiveAt,
    decisiveId: mark?.event ?? null,
    sentence: sentenceOf({ reason, at: decisiveAt, purpose: question.purpose, place: rule.name }),
    jurisdiction: rule.key,
    jurisdictionVersion: rule.version,
  };
}

/** The same for many recipients at once, as columns in the order of the keys. Writes nothing. */
export async function askConsents(
  asking: Asking,
  recipientKeys: readonly string[],
  question: ConsentQuestion,
): Promise<ConsentDecisionBatch> {
  if (recipientKeys.length > MOST_KEYS)
    throw badInput('recipientKeys', `at most ${MOST_KEYS} keys are asked at once`);
  const fieldOf = (place: number) => `recipientKeys.${place}`;
  const { rule, decisions } = await answers(asking, recipientKeys, question, fieldOf);
  return {
    allowed: decisions.map(one => one.isAllowed),
    reasons: decisions.map(one => one.reason),
    decisiveIds: decisions.map(one => one.mark?.event ?? null),
    jurisdiction: rule.key,
    jurisdictionVersion: rule.version,
  };
}

const NOTHING: Decided = { isAllowed: false, reason: 'NO_CONSENT', mark: null };

async function answers(
  { look, recipientId, now }: Asking,
  recipientKeys: readonly string[],
  question: ConsentQuestion,
  fieldOf: (place: number) => string,
): Promise<Answers> {
  permitRead(look, 'Consent', 'ask');
  const scope = scopeFrom(question);
  recipientKeys.forEach((key, place) => {
    const fault = recipientKeyFault(key);
    if (fault) throw badInput(fieldOf(place), `the recipient key is ${fault}`);
  });
  const named = addressees(recipientKeys, recipientId);
  const ids = named.map(one => one.recipientId);
  const { purpose, brand } = scope;
  const [rules, states, suppressed] = await Promise.all([
    currentRules(look.manager),
    statesOf(look.manager, ids, scope),
    suppressedAmong(look, named, { purpose, brand: brand || null, now }),
  ]);
  const rule = ruleFor(rules, question.region);
  const basis: Basis = basisFor(rule, purpose);
  const decisions = ids.map((id, place) =>
    decidedOf(states.get(place), suppressed.get(id), basis, now.getTime()),
  );
  return { rule, decisions };
}

function scopeFrom({ purpose, channel, brand, region }: ConsentQuestion) {
  if (region && !isRegion(region))
    throw badInput('region', 'a region is a code of ISO 3166 such as DE or US-CA');
  for (const [field, name] of Object.entries({ channel, brand })) {
    if (name && name.length > LONGEST_NAME)
      throw badInput(field, `a ${field} has at most ${LONGEST_NAME} characters`);
  }
  return { purpose, channel: scopeOf(channel), brand: scopeOf(brand) };
}

/** An erasure weighs more than a suppression, and a suppression more than whatever the recipient said. */
function decidedOf(
  known: Knowledge | undefined,
  suppression: Decisive | undefined,
  basis: Basis,
  now: number,
): Decided {
  if (!suppression) return known ? decideAll(known.wide, known.narrow, basis, now) : decide({}, basis, now);
  if (known?.wide.ERASED) return decide(known.wide, basis, now);
  const mark = { at: suppression.since.getTime(), event: suppression.id };
  return { isAllowed: false, reason: 'SUPPRESSED', mark };
}
