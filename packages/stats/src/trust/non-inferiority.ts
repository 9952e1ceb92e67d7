import { normal, studentT } from '../distributions/index.js';
import { requireFinite, requireNonNegative, requirePositive } from '../domain.js';
import { alphaOf, type ComparisonOptions } from '../interval.js';
import { sequenceRho } from '../sequential/confidence-sequence.js';

/** An estimated effect on a guardrail (treatment minus control) and the harm that is accepted. */
export interface GuardedEffect extends ComparisonOptions {
  /** In the unit of the metric, as is `standardError`. */
  readonly estimate: number;
  readonly standardError: number;
  /** The largest acceptable harm, in the unit of the metric, at least 0. */
  readonly margin: number;
  /** Which way is good. */
  readonly direction: 'increase' | 'decrease';
}

/** As `GuardedEffect`; without `degreesOfFreedom` the normal distribution is taken. */
export interface GuardedComparison extends GuardedEffect {
  readonly degreesOfFreedom?: number | undefined;
}

/** As `GuardedEffect`; `n`: units behind the estimate, `tuningSize`: the planned total units. */
export interface GuardedSequence extends GuardedEffect {
  readonly n: number;
  readonly tuningSize: number;
}

/** Whether harm beyond the margin is excluded, and whether any harm is shown; both may be true. */
export interface NonInferiority {
  /** One-sided, of the hypothesis that the harm is the margin or more; null when there is no error. */
  readonly pValue: number | null;
  /** One-sided, of the hypothesis that there is no harm at all. */
  readonly deteriorationPValue: number | null;
  /**
   * The worst effect that is not excluded, in the unit of the metric: a lower bound where an increase is
   * good, an upper bound where a decrease is.
   */
  readonly bound: number | null;
  readonly nonInferior: boolean;
  readonly deteriorated: boolean;
  readonly undefinedBecause: 'neither arm varies' | null;
}

/**
 * Has a guardrail been harmed by less than its margin? To be shown, not assumed: "not significantly worse" is
 * true of every experiment that is too small. Read once; for repeated looks use `sequentialNonInferiority`.
 *
 * @param guarded  estimate (treatment minus control) and standardError in the unit of the metric;
 *   degreesOfFreedom, positive, if the error was estimated from few units; margin at least 0 in the same
 *   unit; direction that is good; alpha one-sided, in (0, 1), default 0.05
 * @returns the one-sided test against the margin with its bound, and the one-sided test for any harm; null
 *   and false when the standard error is 0
 * @throws {RangeError} if an argument is out of range
 * @see Schultzberg, Ankargren & Frånberg (2024), https://arxiv.org/abs/2402.11609
 * @example nonInferiority({ estimate: 0, standardError: 1, margin: 2, direction: 'increase' }).pValue // 0.0227501319482
 */
export function nonInferiority(guarded: GuardedComparison): NonInferiority {
  const { degreesOfFreedom } = guarded;
  const alpha = requireGuarded(guarded);
  if (degreesOfFreedom === undefined) {
    return judged(guarded, alpha, { tail: z => normal.sf(z), critical: -normal.quantile(alpha) });
  }
  const critical = -studentT.quantile(alpha, degreesOfFreedom);
  return judged(guarded, alpha, { tail: t => studentT.sf(t, degreesOfFreedom), critical });
}

/**
 * Has a guardrail been harmed by less than its margin, at every look while units arrive? By one-sided
 * confidence sequences; for one read at the planned end `nonInferiority` is sharper. Asymptotic, as
 * `sequentialDifference`: do not read before the minimum sample (`isReportable`).
 *
 * @param guarded  estimate (treatment minus control) and standardError in the unit of the metric; n: total
 *   units behind it; tuningSize: planned total units; margin at least 0 in the unit of the metric; direction
 *   that is good; alpha one-sided, in (0, 0.5), default 0.05
 * @returns as `nonInferiority`, always valid; keep the running minimum of each p-value
 * @throws {RangeError} if an argument is out of range
 * @see Waudby-Smith et al. (2021), equation 134, https://arxiv.org/abs/2103.06476
 * @example
 * sequentialNonInferiority({ estimate: 0, standardError: 1, n: 500, tuningSize: 500, margin: 5, direction: 'increase' }).pValue // 0.0000277678758484
 */
export function sequentialNonInferiority(guarded: GuardedSequence): NonInferiority {
  const { n, tuningSize } = guarded;
  const alpha = requireGuarded(guarded);
  if (alpha >= 0.5) throw new RangeError(`alpha must be in (0, 0.5), got ${alpha}`);
  requirePositive('n', n);
  const information = n * sequenceRho({ alpha: 2 * alpha, tuningSize }) ** 2;
  const root = Math.sqrt(1 + information);
  const growth = information / (2 * (1 + information));
  return judged(guarded, alpha, {
    tail: z => (z > 0 ? Math.min(1, root / (2 * Math.expm1(growth * z * z))) : 1),
    critical: Math.sqrt(Math.log1p(root / (2 * alpha)) / growth),
  });
}

/** How a standardised gain is judged: its one-sided p-value, and the gain at which that is alpha. */
interface Scale {
  readonly tail: (standardised: number) => number;
  readonly critical: number;
}

function judged(guarded: GuardedEffect, alpha: number, { tail, critical }: Scale): NonInferiority {
  const { estimate, standardError, margin } = guarded;
  if (standardError === 0) return WITHOUT_ERROR;
  const sign = guarded.direction === 'increase' ? 1 : -1;
  const gain = sign * estimate;
  const pValue = tail((gain + margin) / standardError);
  const deteriorationPValue = tail(-gain / standardError);
  return {
    pValue,
    deteriorationPValue,
    bound: estimate - sign * critical * standardError,
    nonInferior: pValue < alpha,
    deteriorated: deteriorationPValue < alpha,
    undefinedBecause: null,
  };
}

const WITHOUT_ERROR: NonInferiority = {
  pValue: null,
  deteriorationPValue: null,
  bound: null,
  nonInferior: false,
  deteriorated: false,
  undefinedBecause: 'neither arm varies',
};

function requireGuarded(guarded: GuardedEffect): number {
  const { direction } = guarded;
  requireFinite('estimate', guarded.estimate);
  requireNonNegative('standardError', guarded.standardError);
  requireNonNegative('margin', guarded.margin);
  if (direction !== 'increase' && direction !== 'decrease') {
    throw new RangeError(`direction must be increase or decrease, got ${String(direction)}`);
  }
  return alphaOf(guarded);
}
