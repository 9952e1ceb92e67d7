import { type BetaPosterior, type BetaPrior, betaPosterior, logitRange } from './beta-posterior.js';
import { normalised } from './best-arm.js';
import { logIntegral } from './log-concave-integral.js';
import type { Proportion } from '../comparison/proportions.js';

/**
 * How likely is each of several rates to be the highest? Independent beta priors; for two arms and what a
 * wrong choice costs use `betaBinomial`, for means `bestArm`. It does not control errors under repeated looks.
 *
 * @param arms  successes out of trials of each arm, whole numbers, at least one arm; no trials leave the prior
 * @param prior  priorAlpha, priorBeta: of all arms, in [0.1, 1e12], default 1 (every rate alike)
 * @returns chances of sum 1, in the given order, by quadrature, to some ten digits also where they are tiny
 * @throws {RangeError} if there is no arm, a count is impossible, or a prior is outside [0.1, 1e12]
 * @see Miller (2015), Formulas for Bayesian A/B Testing, https://www.evanmiller.org/bayesian-ab-testing.html
 * @example bestOfBetas([{ successes: 0, trials: 0 }, { successes: 1, trials: 1 }])[1] // 0.66666666667
 */
export function bestOfBetas(arms: readonly Proportion[], prior: BetaPrior = {}): number[] {
  if (arms.length === 0) throw new RangeError('arms must hold at least one arm');
  const posteriors = arms.map((arm, index) => betaPosterior(`arms[${index}]`, arm, prior));
  return normalised(posteriors.map((_, index) => logChanceToBeHighest(index, posteriors)));
}

/** The density of the one times the lower tails of the others, over all logits. */
function logChanceToBeHighest(index: number, posteriors: readonly BetaPosterior[]): number {
  const logIntegrand = (logit: number): number =>
    posteriors.reduce((sum, posterior, at) => {
      const tails = posterior.tailsAt(logit);
      return sum + (at === index ? tails.logDensity : tails.logLower);
    }, 0);
  return logIntegral(logIntegrand, logitRange(posteriors));
}
