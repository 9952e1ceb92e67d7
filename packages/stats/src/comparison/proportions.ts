import { productMinus } from '../distributions/deviance.js';
import { normal } from '../distributions/index.js';
import { requireCount, requirePositive, requireRecord } from '../domain.js';
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
  const difference = rateDifference(control, treatment);
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
  const { lower, upper } = wilson(proportion, alpha);
  return { lower, upper, level: 1 - alpha };
}

/** Refuses counts that no arm can have. */
export function requireProportion(name: string, proportion: Proportion): void {
  requireRecord(name, proportion);
  const { successes, trials } = proportion;
  requireCount(`${name}.successes`, successes);
  requireCount(`${name}.trials`, trials);
  requirePositive(`${name}.trials`, trials);
  if (successes > trials) throw new RangeError(`${name}.successes must not exceed ${name}.trials`);
}

/** One fraction with an exact numerator, so that rates that differ by one in 1e8 keep their digits. */
function rateDifference(control: Proportion, treatment: Proportion): number {
  const product = control.successes * treatment.trials;
  const cross =
    productMinus(treatment.successes, control.trials, product) -
    productMinus(control.successes, treatment.trials, product);
  return cross / (control.trials * treatment.trials);
}

/** Wilson's interval, and how far its ends are below and above the rate. */
interface ScoreInterval {
  readonly lower: number;
  readonly upper: number;
  readonly below: number;
  readonly above: number;
}

/** Each number in a form that subtracts nothing, for rates next to 0 or 1 of millions. */
function wilson({ successes, trials }: Proportion, alpha: number): ScoreInterval {
  const z = normal.quantile(alpha / 2);
  const weight = (z * z) / trials;
  const rate = successes / trials;
  const rest = (trials - successes) / trials;
  const spread = Math.sqrt(rate * rest * weight + (weight * weight) / 4);
  const reach = rate + weight / 2 + spread;
  const skew = (weight * Math.abs(rest - rate)) / 2;
  const short = (rate * rest * weight) / (spread + skew);
  const long = (spread + skew) / (1 + weight);
  return {
    lower: (rate * rate) / reach,
    upper: successes === trials ? 1 : reach / (1 + weight),
    below: rate < rest ? short : long,
    above: rate < rest ? long : short,
  };
}

function newcombe(control: Proportion, treatment: Proportion, difference: number, alpha: number): Interval {
  const ofControl = wilson(control, alpha);
  const ofTreatment = wilson(treatment, alpha);
  return {
    lower: difference - Math.hypot(ofTreatment.below, ofControl.above),
    upper: difference + Math.hypot(ofTreatment.above, ofControl.below),
    level: 1 - alpha,
  };
}
