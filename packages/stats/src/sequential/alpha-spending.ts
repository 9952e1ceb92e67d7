import { normal } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions } from '../interval.js';
import { exitBound, grown, NOTHING_SEEN } from './boundary-crossing.js';

/** When the looks are, and how fast alpha is spent. */
export interface SpendingPlan extends ComparisonOptions {
  /** The share of the planned information (units) at each look, rising by at least 0.001, at most 1. */
  readonly informationFractions: readonly number[];
  /** Little early and nearly all at the end, or evenly. */
  readonly spending: 'obrien-fleming' | 'pocock';
}

/** What one look must show. */
export interface SpendingBound {
  readonly informationFraction: number;
  /** Reject when |estimate / standard error| is above it; infinite where nothing has been spent yet. */
  readonly bound: number;
  /** The same bound as a two-sided p-value of this look alone. */
  readonly nominalPValue: number;
  /** Alpha spent up to this look. */
  readonly alphaSpent: number;
}

/** Below it two looks are one look to the numerical integration. */
const LEAST_STEP = 1e-3;

/**
 * How large must the z statistic be at each of a few planned looks, so that all looks together have a
 * two-sided false-positive rate of alpha? For looks at planned shares of a planned size: sharper than
 * `sequentialDifference`, which needs no plan. The estimate plus and minus the bound times its standard error
 * is the interval that holds at every look (repeated confidence interval).
 *
 * @param plan  informationFractions: rising, each in (0, 1], at least 0.001 apart; alpha in (0, 1), default
 *   0.05; spending: 'obrien-fleming' spends 4 - 4 Phi(z / sqrt(t)) with z the upper alpha / 4 point,
 *   'pocock' alpha ln(1 + (e - 1) t), at the share t
 * @returns for each look the bound of |z|, as a p-value, and the alpha spent; a later look does not change the
 *   bounds of the looks before it
 * @throws {RangeError} if alpha or a fraction is out of range, the fractions do not rise, or the kind of
 *   spending is unknown
 * @see Lan & DeMets (1983), https://doi.org/10.1093/biomet/70.3.659
 * @see Armitage, McPherson & Rowe (1969), https://doi.org/10.2307/2343787
 * @example spendingBounds({ informationFractions: [0.5, 1], spending: 'obrien-fleming' })[1].bound // 1.96859564059366
 */
export function spendingBounds(plan: SpendingPlan): SpendingBound[] {
  const alpha = alphaOf(plan);
  const fractions = plan.informationFractions;
  requireFractions(fractions);
  const spent = spendingOf(plan.spending);
  let survivors = NOTHING_SEEN;
  let [before, spentBefore] = [0, 0];
  return fractions.map((fraction, look) => {
    const alphaSpent = spent(fraction, alpha);
    const scale = Math.sqrt(fraction - before);
    const exit = exitBound(survivors, scale, alphaSpent - spentBefore);
    const next = (fractions[look + 1] ?? Infinity) - fraction;
    // beyond 39 standard errors a double holds nothing of the normal density
    const end = Math.min(exit, 39 * Math.sqrt(fraction));
    if (next !== Infinity) survivors = grown(survivors, scale, end, Math.sqrt(next));
    [before, spentBefore] = [fraction, alphaSpent];
    const bound = exit / Math.sqrt(fraction);
    return { informationFraction: fraction, bound, nominalPValue: 2 * normal.sf(bound), alphaSpent };
  });
}

type Spending = (fraction: number, alpha: number) => number;

const SPENDING: Record<SpendingPlan['spending'], Spending> = {
  'obrien-fleming': (fraction, alpha) => 4 * normal.sf(-normal.quantile(alpha / 4) / Math.sqrt(fraction)),
  pocock: (fraction, alpha) => alpha * Math.log1p((Math.E - 1) * fraction),
};

function spendingOf(name: SpendingPlan['spending']): Spending {
  if (!Object.hasOwn(SPENDING, name)) {
    throw new RangeError(`spending must be one of ${Object.keys(SPENDING).join(', ')}, got ${name}`);
  }
  return SPENDING[name];
}

function requireFractions(fractions: readonly number[]): void {
  if (fractions.length === 0) throw new RangeError('informationFractions must hold at least one look');
  fractions.forEach((fraction, look) => {
    const least = look === 0 ? 0 : (fractions[look - 1] as number) + LEAST_STEP * (1 - 1e-9);
    if (!(fraction > 0 && fraction <= 1 && fraction >= least)) {
      const rule = 'must rise by at least 0.001 and lie in (0, 1]';
      throw new RangeError(`informationFractions[${look}] ${rule}, got ${fraction}`);
    }
  });
}
