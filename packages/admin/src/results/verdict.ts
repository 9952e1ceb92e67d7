import { countText, countedText } from '../fields/numbers';
import type { Results } from './effect';

/** What the results say, in words that need no statistics. */
export interface Verdict {
  readonly tone: 'success' | 'info' | 'warning' | 'error';
  readonly headline: string;
  readonly sentences: readonly string[];
}

export interface VerdictWords {
  /** The name of the metric that decides. */
  readonly metricName: string;
  readonly nameOf: (variantKey: string) => string;
  readonly plannedRecipients: number | null;
}

type Read = Pick<
  Results,
  'status' | 'recommendation' | 'recommendedVariantKey' | 'decisionBlockedBy' | 'metrics'
>;

/** The verdict on an experiment: first what forbids one, then what the registered design recommends. */
export function verdictOf(results: Read, words: VerdictWords): Verdict {
  const recipients = recipientsOf(results);
  if (recipients === 0) return NOBODY_YET;
  if (results.status === 'SAMPLE_RATIO_MISMATCH') return MISMATCH;
  const other = results.decisionBlockedBy.find(name => !(name in PATIENCE));
  if (other !== undefined) return BLOCKED[other] ?? unknownBlocker(other);
  if (results.status === 'NOT_ENOUGH_DATA') return notEnough(recipients);
  if (results.decisionBlockedBy.includes('planned-size-not-reached')) return tooEarly(recipients, words);
  return recommended(results, words);
}

const PATIENCE = { 'not-enough-data': true, 'planned-size-not-reached': true };

const recipientsOf = ({ metrics }: Read): number =>
  metrics[0]?.arms.reduce((sum, { units }) => sum + units, 0) ?? 0;

const NOBODY_YET: Verdict = {
  tone: 'info',
  headline: 'Nobody has been exposed yet.',
  sentences: [
    'Results appear once exposures are recorded: the moments at which recipients were assigned and sent to.',
  ],
};

const MISMATCH: Verdict = {
  tone: 'error',
  headline: 'Do not trust these results: the variants are not of the planned sizes.',
  sentences: [
    'Something selects which recipients are counted, so the groups are no longer alike and the differences below may be nothing but that.',
    'Find the cause, such as a send that fails for one variant or exposures that are recorded late. Nothing can be shipped on these results.',
  ],
};

const BLOCKED: Readonly<Record<string, Verdict>> = {
  'several-variants': {
    tone: 'error',
    headline: 'Do not trust these results: too many recipients saw several variants.',
    sentences: [
      'They are left out of the comparison, and so many of them mean that assignment is not kept from send to send.',
      'Find the cause. Nothing can be shipped on these results.',
    ],
  },
};

const unknownBlocker = (name: string): Verdict => ({
  tone: 'error',
  headline: 'Do not decide on these results yet.',
  sentences: [`A check of the data failed: ${name}. It is explained below.`],
});

const soFar = (recipients: number): string =>
  `There ${recipients === 1 ? 'is' : 'are'} ${countedText(recipients, 'recipient', 'recipients')} so far`;

const notEnough = (recipients: number): Verdict => ({
  tone: 'info',
  headline: 'Not enough data yet.',
  sentences: [
    `${soFar(recipients)}, too few for the method to hold. No number is better than one that cannot be believed.`,
  ],
});

const tooEarly = (recipients: number, { plannedRecipients }: VerdictWords): Verdict => ({
  tone: 'info',
  headline: 'Too early to read: this test is read once, at its planned size.',
  sentences: [
    plannedRecipients === null
      ? `${soFar(recipients)}.`
      : `There ${recipients === 1 ? 'is' : 'are'} ${countText(recipients)} of ${countText(plannedRecipients)} recipients so far. Stopping early on what looks good now would break the promise of the test.`,
  ],
});

function recommended(results: Read, { metricName, nameOf }: VerdictWords): Verdict {
  switch (results.recommendation) {
    case 'SHIP':
      return {
        tone: 'success',
        headline: `Ship “${nameOf(results.recommendedVariantKey ?? '')}”.`,
        sentences: [
          `It is better on “${metricName}”, every guardrail passed, and the checks of the data found nothing.`,
        ],
      };
    case 'ROLL_BACK':
      return {
        tone: 'warning',
        headline: 'Roll back: keep the control.',
        sentences: [`Every variant is worse on “${metricName}” or breaks a guardrail.`],
      };
    case 'KEEP_RUNNING':
      return {
        tone: 'info',
        headline: 'Keep running: nothing is settled yet.',
        sentences: [`No variant is shown to be better or worse on “${metricName}”.`],
      };
    case 'REVIEW':
    case null:
      return {
        tone: 'warning',
        headline: 'The data do not settle it: a person must look.',
        sentences: ['Weigh what is below, and record what you decide and why.'],
      };
    default:
      return results.recommendation satisfies never;
  }
}

const BLOCKER_WORDS: Readonly<Record<string, string>> = {
  'sample-ratio': 'the variants are not of the planned sizes',
  'several-variants': 'too many recipients saw several variants',
  'not-enough-data': 'there is not enough data',
  'planned-size-not-reached': 'the planned number of recipients is not reached',
  'not-started': 'the experiment was never started',
};

/** A reason why nothing may be shipped, as part of a sentence. */
export const blockerText = (name: string): string => BLOCKER_WORDS[name] ?? `the check "${name}" failed`;

/** A recommendation in a word or two. */
export const RECOMMENDATION_WORDS: Readonly<Record<string, string>> = {
  SHIP: 'ship',
  ROLL_BACK: 'roll back',
  KEEP_RUNNING: 'keep running',
  REVIEW: 'have a person look',
};
