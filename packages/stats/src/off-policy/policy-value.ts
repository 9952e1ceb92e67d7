import { compensatedSum } from './compensated-sum.js';
import { normal } from '../distributions/index.js';
import { requireNonNegative } from '../domain.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';

/** `leastEffectiveSampleSize`: below it no estimate is given, default 30 rows. */
export interface OffPolicyOptions extends ComparisonOptions {
  readonly leastEffectiveSampleSize?: number | undefined;
}

/** What a policy would have earned in each decision, in the unit of the reward. */
export interface PolicyValue {
  /** Null where the log cannot say; `undefinedBecause` then tells why. */
  readonly estimate: number | null;
  readonly standardError: number | null;
  /** Normal; null also where nothing varies, for zero spread is no certainty. */
  readonly interval: Interval | null;
  /** (sum of weights) squared over the sum of squared weights; null when all weights are 0. */
  readonly effectiveSampleSize: number | null;
  /** Of any row, before clipping. */
  readonly largestWeight: number;
  /** Rows of the log. */
  readonly n: number;
  readonly undefinedBecause: PolicyValueUndefined | null;
}

/** Why an estimate, or only its error or interval, has no value. */
export type PolicyValueUndefined =
  | 'no rows'
  | 'no support'
  | `effective sample size below ${number}`
  | 'one row'
  | 'no variation';

/** An estimate with its standard error, which is null when a single row cannot have one. */
export interface Estimate {
  readonly estimate: number;
  readonly standardError: number | null;
}

/** The value that `estimateOf` finds, unless the weights are too few or too unequal to believe any. */
export function policyValue(
  weights: readonly number[],
  options: OffPolicyOptions,
  estimateOf: () => Estimate,
): PolicyValue {
  const alpha = alphaOf(options);
  const least = options.leastEffectiveSampleSize ?? 30;
  requireNonNegative('leastEffectiveSampleSize', least);
  const largestWeight = weights.reduce((largest, weight) => Math.max(largest, weight), 0);
  const effectiveSampleSize = largestWeight === 0 ? null : effectiveSizeOf(weights, largestWeight);
  const found = { n: weights.length, largestWeight, effectiveSampleSize };
  const refusal = refusalOf(weights.length, effectiveSampleSize, least);
  if (refusal !== null) {
    return { estimate: null, standardError: null, interval: null, ...found, undefinedBecause: refusal };
  }
  const { estimate, standardError } = estimateOf();
  if (standardError === null || standardError === 0) {
    const undefinedBecause = standardError === null ? 'one row' : 'no variation';
    return { estimate, standardError, interval: null, ...found, undefinedBecause };
  }
  const interval = intervalAround(estimate, -normal.quantile(alpha / 2) * standardError, alpha);
  return { estimate, standardError, interval, ...found, undefinedBecause: null };
}

function refusalOf(n: number, effectiveSize: number | null, least: number): PolicyValueUndefined | null {
  if (n === 0) return 'no rows';
  if (effectiveSize === null) return 'no support';
  return effectiveSize < least ? `effective sample size below ${least}` : null;
}

/** Over the largest weight, so that squares cannot overflow and equal weights count as whole rows. */
function effectiveSizeOf(weights: readonly number[], largest: number): number {
  const shares = weights.map(weight => weight / largest);
  return compensatedSum(shares) ** 2 / compensatedSum(shares.map(share => share * share));
}
