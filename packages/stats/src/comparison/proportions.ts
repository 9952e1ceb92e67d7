import { normal } from '../distributions/index.js';
import { requireCount, requirePositive } from '../domain.js';
import { alphaOf, type ComparisonOptions, type Interval } from '../interval.js';

/** How many of an arm's units did it. */
export interface Proportion {
  readonly successes: number;
  readonly trials: number;
}

/** A difference of two rates, treatment minus control, as a share. */
export interface ProportionComparison {
  readonly difference: number;
  /** Pooled z; null when nobody or everybody succeeded in both arms. */
  readonly statistic: number | null;
  /** Two-sided; null with the statistic. */
  readonly pValue: number | null;
  /** Newcombe's hybrid of two Wilson intervals; it exists for every count. */
  readonly interval: Interval;
  /** Pearson's chi-square without continuity correction, the square of the statistic. */
  readonly chiSquared: number | null;
  readonly undefinedBecause: 'neither arm varies' | null;
}

/**
 * Is the rate of the treatment arm different from that of control? For one read of large counts; use
 * `fisherExact` (`fisher-exact.ts`) when an arm has fewer than some ten successes or failures, and
 * `sequentialDifference` for repeated looks.
 *
 * @param control  successes out of trials, whole numbers, at least one trial
 * @param treatment  the same for the treatment arm
 * @param options  alpha in (0, 1), default 0.05
 * @returns treatment minus control as a share, with the pooled z test and Newcombe's interval
 * @throws {RangeError} if a count is not a whole number, there are no trials, or more successes than trials
 * @see Newcombe (1998), Statistics in Medicine 17, 873-890, method 10,
 *   https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I
 * @example
 * twoProportions({ successes: 3, trials: 100000 }, { successes: 11, trials: 100000 }).statistic // 2.1381647723761
 */
export function twoProportions(
  control: Proportion,
  treatment: Proportion,
  options: ComparisonOptions = {},
): ProportionComparison {
  const alpha = alphaOf(options);
  requireProportion('control', control);
  requireProportion('treatment', treatment);
  const difference = treatment.successes / treatment.trials - control.successes / control.trials;
  const interval = newcombe(control, treatment, difference, alpha);
  const successes = control.successes + treatment.successes;
  const trials = control.trials + treatment.trials;
  if (successes === 0 || successes === trials) {
    return {
      difference,
      statistic: null,
      pValue: null,
      interval,
      chiSquared: null,
      undefinedBecause: 'neither arm varies',
    };
  }
  const pooledVariance = (successes / trials) * ((trials - successes) / trials);
  const statistic = difference / Math.sqrt(pooledVariance * (1 / control.trials + 1 / treatment.trials));
  return {
    difference,
    statistic,
    pValue: 2 * normal.sf(Math.abs(statistic)),
    interval,
    chiSquared: statistic * statistic,
    undefinedBecause: null,
  };
}

/**
 * Between which values does one rate lie? Wilson's score interval, sensible also at no success at all.
 *
 * @param proportion  successes out of trials, whole numbers, at least one trial
 * @param options  alpha in (0, 1), default 0.05
 * @returns the interval as shares within [0, 1]
 * @throws {RangeError} if a count is not a whole number, there are no trials, or more successes than trials
 * @see Wilson (1927), https://doi.org/10.1080/01621459.1927.10502953
 * @example wilsonInterval({ successes: 0, trials: 50 }).upper // 0.07134759913335872
 */
export function wilsonInterval(proportion: Proportion, options: ComparisonOptions = {}): Interval {
  const alpha = alphaOf(options);
  requireProportion('proportion', proportion);
  return wilson(proportion, alpha);
}

/** Refuses counts that no arm can have. */
export function requireProportion(name: string, { successes, trials }: Proportion): void {
  requireCount(`${name}.successes`, successes);
  requireCount(`${name}.trials`, trials);
  requirePositive(`${name}.trials`, trials);
  if (successes > trials) throw new RangeError(`${name}.successes must not exceed ${name}.trials`);
}

function wilson({ successes, trials }: Proportion, alpha: number): Interval {
  const z = normal.quantile(alpha / 2);
  const weight = (z * z) / trials;
  const rate = successes / trials;
  const spread = Math.sqrt((rate * (1 - rate) * z * z) / trials + (weight * weight) / 4);
  const centre = rate + weight / 2;
  return {
    lower: successes === 0 ? 0 : (centre - spread) / (1 + weight),
    upper: successes === trials ? 1 : (centre + spread) / (1 + weight),
    level: 1 - alpha,
  };
}

function newcombe(control: Proportion, treatment: Proportion, difference: number, alpha: number): Interval {
  const ofControl = wilson(control, alpha);
  const ofTreatment = wilson(treatment, alpha);
  const controlRate = control.successes / control.trials;
  const treatmentRate = treatment.successes / treatment.trials;
  return {
    lower: difference - Math.hypot(treatmentRate - ofTreatment.lower, ofControl.upper - controlRate),
    upper: difference + Math.hypot(ofTreatment.upper - treatmentRate, controlRate - ofControl.lower),
    level: 1 - alpha,
  };
}
