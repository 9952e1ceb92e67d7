import { hypergeometric } from '../distributions/index.js';
import { type Proportion, requireProportion } from './proportions.js';

/** The exact test of a two-by-two table. */
export interface FisherExact {
  /** Two-sided: the chance of all tables that are no more likely than the one seen. */
  readonly pValue: number;
  /** One-sided: the chance of at least as many treatment successes. */
  readonly pValueGreater: number;
  /** One-sided: the chance of at most as many treatment successes. */
  readonly pValueLess: number;
  /** Odds of treatment over odds of control; null when it would be 0/0 or divide by 0. */
  readonly oddsRatio: number | null;
}

/** R and scipy count a table as no more likely when it is within this factor of the one seen. */
const TIE = 1 + 1e-7;

/**
 * Are two rates different, when a normal approximation cannot be trusted? Exact for every count; for large
 * counts `twoProportions` gives the same answer sooner.
 *
 * @param control  successes out of trials, whole numbers, at least one trial
 * @param treatment  the same for the treatment arm
 * @returns exact p-values and the sample odds ratio
 * @throws {RangeError} if a count is not a whole number, there are no trials, or more successes than trials
 * @see Fisher (1935), https://doi.org/10.2307/2342435
 * @example fisherExact({ successes: 1, trials: 10 }, { successes: 8, trials: 10 }).pValue // 0.00547749
 */
export function fisherExact(control: Proportion, treatment: Proportion): FisherExact {
  requireProportion('control', control);
  requireProportion('treatment', treatment);
  const urn: Urn = {
    population: control.trials + treatment.trials,
    successes: control.successes + treatment.successes,
    draws: treatment.trials,
  };
  const seen = treatment.successes;
  return {
    pValue: twoSided(seen, urn),
    pValueGreater: hypergeometric.sf(seen - 1, urn.population, urn.successes, urn.draws),
    pValueLess: hypergeometric.cdf(seen, urn.population, urn.successes, urn.draws),
    oddsRatio: oddsRatio(control, treatment),
  };
}

interface Urn {
  readonly population: number;
  readonly successes: number;
  readonly draws: number;
}

function oddsRatio(control: Proportion, treatment: Proportion): number | null {
  const top = treatment.successes * (control.trials - control.successes);
  const bottom = control.successes * (treatment.trials - treatment.successes);
  return bottom === 0 ? null : top / bottom;
}

function twoSided(seen: number, urn: Urn): number {
  const { population, successes, draws } = urn;
  const limit = hypergeometric.pmf(seen, population, successes, draws) * TIE;
  const mode = Math.floor(((draws + 1) * (successes + 1)) / (population + 2));
  if (hypergeometric.pmf(mode, population, successes, draws) <= limit) return 1;
  const lower = lastAtMost(limit, Math.max(0, draws + successes - population) - 1, mode, urn);
  const upper = lastAtMost(limit, Math.min(draws, successes) + 1, mode, urn);
  const below = hypergeometric.cdf(lower, population, successes, draws);
  return Math.min(1, below + hypergeometric.sf(upper - 1, population, successes, draws));
}

/** The count nearest to the mode, on the side of `outside`, whose chance does not exceed the limit. */
function lastAtMost(limit: number, outside: number, mode: number, urn: Urn): number {
  let unlikely = outside;
  let likely = mode;
  while (Math.abs(likely - unlikely) > 1) {
    const middle = Math.floor((likely + unlikely) / 2);
    const chance = hypergeometric.pmf(middle, urn.population, urn.successes, urn.draws);
    if (chance <= limit) unlikely = middle;
    else likely = middle;
  }
  return unlikely;
}
