import { productMinus } from '../distributions/deviance.js';
import { chiSquared, normal } from '../distributions/index.js';
import { alphaOf, type ComparisonOptions, type Interval } from '../interval.js';
import { type Proportion, requireProportion } from './proportions.js';

/** The two rates of one stratum. */
export interface StratumTable {
  readonly control: Proportion;
  readonly treatment: Proportion;
}

/** Rates compared within strata, as odds. */
export interface MantelHaenszel {
  /** Odds of treatment over odds of control, common to all strata. */
  readonly oddsRatio: number | null;
  /** Of the odds ratio, from the logarithm's variance by Robins, Breslow and Greenland. */
  readonly interval: Interval | null;
  /** Chi-square with one degree of freedom, no continuity correction, of an odds ratio of one. */
  readonly statistic: number | null;
  readonly pValue: number | null;
  /** Whether the odds ratio is the same in all strata; a small p-value says that it is not. */
  readonly breslowDay: {
    readonly statistic: number;
    readonly degreesOfFreedom: number;
    readonly pValue: number;
  } | null;
  readonly undefinedBecause:
    | 'no stratum has successes and failures'
    | 'an odds ratio of 0 or infinity'
    | null;
}

/** A stratum as the four cells of its table. */
interface Cells {
  readonly treated: number;
  readonly treatedFailures: number;
  readonly untreated: number;
  readonly untreatedFailures: number;
  readonly all: number;
}

/**
 * Is a rate different, when arms are to be compared within strata of very different rates? The odds ratio
 * common to all strata; for a difference of rates, which is easier to tell of, use `postStratified`.
 *
 * @param tables  for each stratum the successes and trials of both arms, at least one stratum
 * @param options  alpha in (0, 1), default 0.05, of the interval
 * @returns the common odds ratio of treatment over control, the test of an odds ratio of one, and the test
 *   of Breslow and Day whether there is a common one; null with the reason where the counts leave it open
 * @throws {RangeError} if there is no table or a count is impossible
 * @see Mantel & Haenszel (1959), https://doi.org/10.1093/jnci/22.4.719
 * @see Robins, Breslow & Greenland (1986), https://doi.org/10.2307/2531052
 * @see Breslow & Day (1980), Statistical Methods in Cancer Research 1, section 4.4, IARC
 * @example mantelHaenszel([{ control: { successes: 1, trials: 4 }, treatment: { successes: 2, trials: 4 } }]).oddsRatio // 3
 */
export function mantelHaenszel(
  tables: readonly StratumTable[],
  options: ComparisonOptions = {},
): MantelHaenszel {
  const alpha = alphaOf(options);
  const strata = cellsOf(tables);
  const concordant = sumOf(strata, s => (s.treated / s.all) * s.untreatedFailures);
  const discordant = sumOf(strata, s => (s.treatedFailures / s.all) * s.untreated);
  const test = nullTest(strata);
  const oddsRatio = discordant === 0 ? null : concordant / discordant;
  if (oddsRatio === null || oddsRatio === 0) {
    const undefinedBecause =
      test.statistic === null ? 'no stratum has successes and failures' : 'an odds ratio of 0 or infinity';
    return { oddsRatio, interval: null, ...test, breslowDay: null, undefinedBecause };
  }
  const reach = -normal.quantile(alpha / 2) * Math.sqrt(logVariance(strata, concordant, discordant));
  const interval = {
    lower: oddsRatio * Math.exp(-reach),
    upper: oddsRatio * Math.exp(reach),
    level: 1 - alpha,
  };
  return { oddsRatio, interval, ...test, breslowDay: breslowDay(strata, oddsRatio), undefinedBecause: null };
}

function cellsOf(tables: readonly StratumTable[]): Cells[] {
  if (tables.length === 0) throw new RangeError('tables must hold at least one table');
  return tables.map(({ control, treatment }, i) => {
    requireProportion(`tables[${i}].control`, control);
    requireProportion(`tables[${i}].treatment`, treatment);
    return {
      treated: treatment.successes,
      treatedFailures: treatment.trials - treatment.successes,
      untreated: control.successes,
      untreatedFailures: control.trials - control.successes,
      all: control.trials + treatment.trials,
    };
  });
}

/** Successes of treatment less those expected, over their hypergeometric deviation, squared. */
function nullTest(strata: readonly Cells[]): { statistic: number | null; pValue: number | null } {
  let excess = 0;
  let variance = 0;
  for (const s of strata) {
    const successes = s.treated + s.untreated;
    const trials = s.treated + s.treatedFailures;
    const share = trials / s.all;
    excess += excessOf(s) / s.all;
    variance += (successes * share * (1 - share) * (s.all - successes)) / (s.all - 1);
  }
  if (variance === 0) return { statistic: null, pValue: null };
  const statistic = (excess / variance) * excess;
  return { statistic, pValue: chiSquared.sf(statistic, 1) };
}

/** Treated successes less those expected, times the units; exact, for the two are nearly equal. */
function excessOf({ treated, treatedFailures, untreated, untreatedFailures }: Cells): number {
  const product = treated * untreatedFailures;
  return (
    productMinus(treated, untreatedFailures, product) - productMinus(untreated, treatedFailures, product)
  );
}

function logVariance(strata: readonly Cells[], concordant: number, discordant: number): number {
  return sumOf(strata, s => {
    const agreeing = (s.treated + s.untreatedFailures) / s.all;
    const differing = (s.treatedFailures + s.untreated) / s.all;
    const share =
      ((s.treated / s.all) * s.untreatedFailures) / concordant +
      ((s.treatedFailures / s.all) * s.untreated) / discordant;
    return (share * (agreeing / concordant + differing / discordant)) / 2;
  });
}

/** Leaves out the strata in which everybody or nobody succeeded: they fit any odds ratio. */
function breslowDay(strata: readonly Cells[], oddsRatio: number): MantelHaenszel['breslowDay'] {
  const telling = strata.filter(s => {
    const successes = s.treated + s.untreated;
    return successes > 0 && successes < s.all;
  });
  if (telling.length < 2) return null;
  const statistic = sumOf(telling, s => {
    const expected = expectedTreated(s, oddsRatio);
    const cells = [
      expected,
      s.treated + s.untreated - expected,
      s.treated + s.treatedFailures - expected,
      s.untreatedFailures - s.treated + expected,
    ];
    return (s.treated - expected) ** 2 * sumOf(cells, cell => 1 / cell);
  });
  const degreesOfFreedom = telling.length - 1;
  return { statistic, degreesOfFreedom, pValue: chiSquared.sf(statistic, degreesOfFreedom) };
}

/** The treated successes at which a table with these margins has the given odds ratio. */
function expectedTreated(s: Cells, oddsRatio: number): number {
  const margins = (s.treated + s.untreated) * (s.treated + s.treatedFailures);
  const a = 1 - oddsRatio;
  const b = s.untreatedFailures - s.treated + oddsRatio * (2 * s.treated + s.untreated + s.treatedFailures);
  const root = Math.sqrt(b * b + 4 * a * oddsRatio * margins);
  // the form of the root that adds two numbers of one sign; it also holds for an odds ratio of one
  return b >= 0 ? (2 * oddsRatio * margins) / (b + root) : (root - b) / (2 * a);
}

function sumOf<T>(list: readonly T[], termOf: (entry: T) => number): number {
  return list.reduce((sum, entry) => sum + termOf(entry), 0);
}
