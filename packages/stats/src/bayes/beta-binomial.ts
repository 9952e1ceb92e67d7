import { beta } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions, type Interval } from '../interval.js';
import { type BetaPosterior, betaPosterior, type BetaPrior, logitRange } from './beta-posterior.js';
import { logIntegral } from './log-concave-integral.js';
import type { Proportion } from '../comparison/proportions.js';

/** The prior of both rates, and alpha for the credible intervals. */
export interface BetaBinomialOptions extends ComparisonOptions, BetaPrior {}

/** What to believe of two rates after the data. */
export interface BetaBinomial {
  /** Chance that the rate of the treatment is above that of control. */
  readonly chanceToBeat: number;
  /** Chance that it is below, exact where `chanceToBeat` rounds to 1. */
  readonly chanceToLose: number;
  /** What shipping the treatment is expected to cost, as a share of the units. */
  readonly expectedLossOfTreatment: number;
  /** What keeping the control is expected to cost. */
  readonly expectedLossOfControl: number;
  /** Credible interval of the rate of each arm, with equal tails. */
  readonly intervals: { readonly control: Interval; readonly treatment: Interval };
}

/**
 * How likely is it that the treatment's rate is better, and what would a wrong choice cost? Independent beta
 * priors; for anything but a rate use `normalPosterior`. It does not control errors under repeated looks: use
 * `sequentialDifference` to decide.
 *
 * @param control  successes out of trials, whole numbers; no trials leave the prior
 * @param treatment  the same for the treatment arm
 * @param options  priorAlpha, priorBeta: of both arms, in [0.1, 1e12], default 1 (every rate alike); alpha in
 *   (0, 1), default 0.05, for the credible intervals
 * @returns chances and expected losses by quadrature, to some ten digits also where they are tiny
 * @throws {RangeError} if a count is not a whole number, more successes than trials, or a prior
 *   is outside [0.1, 1e12]
 * @see Miller (2015), Formulas for Bayesian A/B Testing, https://www.evanmiller.org/bayesian-ab-testing.html
 * @see Stucchio (2015), Bayesian A/B Testing at VWO,
 *   https://cdn2.hubspot.net/hubfs/310840/VWO_SmartStats_technical_whitepaper.pdf
 * @example
 * betaBinomial({ successes: 0, trials: 0 }, { successes: 1, trials: 1 }).chanceToBeat // 0.6666666667
 */
export function betaBinomial(
  control: Proportion,
  treatment: Proportion,
  options: BetaBinomialOptions = {},
): BetaBinomial {
  const alpha = alphaOf(options);
  const before = betaPosterior('control', control, options);
  const after = betaPosterior('treatment', treatment, options);
  const difference = meanDifference(before, after);
  const cost = difference >= 0 ? expectedExcess(before, after) : expectedExcess(after, before);
  const gain = Math.abs(difference) + cost;
  return {
    ...chances(before, after),
    expectedLossOfTreatment: difference >= 0 ? cost : gain,
    expectedLossOfControl: difference >= 0 ? gain : cost,
    intervals: { control: credible(before, alpha), treatment: credible(after, alpha) },
  };
}

/** The smaller chance is integrated, so that it keeps its digits, and the larger is the rest. */
function chances(
  control: BetaPosterior,
  treatment: BetaPosterior,
): { chanceToBeat: number; chanceToLose: number } {
  const beat = chanceAbove(treatment, control);
  if (beat <= 0.5) return { chanceToBeat: beat, chanceToLose: 1 - beat };
  const lose = chanceAbove(control, treatment);
  return { chanceToBeat: 1 - lose, chanceToLose: lose };
}

/** P(upper > lower): the density of the one times the lower tail of the other, over all logits. */
function chanceAbove(upper: BetaPosterior, lower: BetaPosterior): number {
  const logIntegrand = (v: number) => upper.tailsAt(v).logDensity + lower.tailsAt(v).logLower;
  return Math.exp(logIntegral(logIntegrand, logitRange([upper, lower])));
}

/** E[max(upper - lower, 0)]: the chance that a rate lies between the two, over all rates. */
function expectedExcess(upper: BetaPosterior, lower: BetaPosterior): number {
  const logIntegrand = (v: number) => {
    const logSlope = -Math.abs(v) - 2 * Math.log1p(Math.exp(-Math.abs(v)));
    return upper.tailsAt(v).logUpper + lower.tailsAt(v).logLower + logSlope;
  };
  return Math.exp(logIntegral(logIntegrand, logitRange([upper, lower])));
}

/** Treatment minus control; one fraction, so that nearly equal rates keep their digits. */
function meanDifference(control: BetaPosterior, treatment: BetaPosterior): number {
  const cross = treatment.a * control.b - control.a * treatment.b;
  return cross / ((control.a + control.b) * (treatment.a + treatment.b));
}

function credible(posterior: BetaPosterior, alpha: number): Interval {
  const { a, b } = posterior;
  const lower = beta.quantile(alpha / 2, a, b);
  return { lower, upper: beta.quantile(1 - alpha / 2, a, b), level: 1 - alpha };
}
