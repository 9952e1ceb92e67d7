import { compareMeans } from '../comparison/welch.js';
import { requireOpenUnit } from '../domain.js';
import { meanDifference, type Moments, requireMoments } from '../moments/moments.js';

/** What was measured of the units before the experiment. */
export interface PrePeriodCovariate {
  readonly control: Moments;
  /** One or more treatment arms, in an order of the caller's. */
  readonly treatments: readonly Moments[];
}

/** One covariate in one treatment arm against control. */
export interface PrePeriodComparison {
  /** Positions in what was given. */
  readonly covariate: number;
  readonly treatment: number;
  readonly difference: number | null;
  /** Welch's, two-sided; 1 or 0 when neither arm varies and the means agree or do not. */
  readonly pValue: number | null;
  readonly balanced: boolean | null;
  readonly undefinedBecause: 'too few units' | null;
}

/** Whether the arms were alike before the experiment began. */
export interface PrePeriodBalance {
  readonly comparisons: readonly PrePeriodComparison[];
  /** The p-value below which one comparison is out of balance: alpha over the number of comparisons. */
  readonly threshold: number;
  /** Whether no comparison is out of balance; null when nothing could be compared. */
  readonly balanced: boolean | null;
}

/**
 * Were the arms alike before the experiment began? If they were not, assignment is broken or follows what
 * recipients did. A warning that asks for covariate adjustment (`cuped`), not a reason to change the arms.
 *
 * @param covariates  for each covariate the moments of control and of every treatment arm, measured strictly
 *   before the first exposure
 * @param options  alpha for all comparisons together, in (0, 1), default 0.001
 * @returns every covariate in every treatment arm by Welch's test, with Bonferroni's threshold; null for an
 *   arm of fewer than two units
 * @throws {RangeError} if moments are impossible or alpha is out of range
 * @see Deng, Xu, Kohavi & Walker (2013), https://doi.org/10.1145/2433396.2433413
 * @see Welch (1947), https://doi.org/10.1093/biomet/34.1-2.28
 * @example
 * prePeriodBalance([{ control: momentsOf([1, 2, 3]), treatments: [momentsOf([2, 2, 2]), momentsOf([2, 3, 4])] }]).threshold // 0.0005
 */
export function prePeriodBalance(
  covariates: readonly PrePeriodCovariate[],
  options: { readonly alpha?: number | undefined } = {},
): PrePeriodBalance {
  const { alpha = 0.001 } = options;
  requireOpenUnit('alpha', alpha);
  const count = covariates.reduce((sum, { treatments }) => sum + treatments.length, 0);
  const threshold = alpha / Math.max(1, count);
  const comparisons = covariates.flatMap(({ control, treatments }, covariate) => {
    requireMoments(`covariates[${covariate}].control`, control);
    return treatments.map((moments, treatment): PrePeriodComparison => {
      requireMoments(`covariates[${covariate}].treatments[${treatment}]`, moments);
      return { covariate, treatment, ...compared(control, moments, threshold) };
    });
  });
  const verdicts = comparisons.filter(({ balanced }) => balanced !== null);
  const isBalanced = verdicts.length === 0 ? null : verdicts.every(({ balanced }) => balanced);
  return { comparisons, threshold, balanced: isBalanced };
}

function compared(control: Moments, treatment: Moments, threshold: number) {
  if (control.n < 2 || treatment.n < 2) {
    return { difference: null, pValue: null, balanced: null, undefinedBecause: 'too few units' as const };
  }
  const difference = meanDifference(control, treatment);
  const isStill = control.variance / control.n + treatment.variance / treatment.n === 0;
  const still = difference === 0 ? 1 : 0;
  const pValue = isStill ? still : compareMeans(control, treatment, difference, threshold).pValue;
  return { difference, pValue, balanced: pValue >= threshold, undefinedBecause: null };
}
