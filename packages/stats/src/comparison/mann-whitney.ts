import { normal } from '../distributions/index.js';
import { sortedCopy } from '../moments/quantiles.js';

/** Whether the units of one arm tend to have larger values than those of the other. */
export interface MannWhitney {
  /** Pairs of units in which treatment has the larger value; a tie counts one half. */
  readonly statistic: number;
  /** Two-sided, by the normal approximation; 1 when all values are equal. */
  readonly pValue: number;
  /** The statistic as a share of all pairs: 0.5 when neither arm tends to be larger. */
  readonly probabilityOfSuperiority: number;
}

/** What one walk through both sorted arms counts. */
interface PairCount {
  readonly superior: number;
  /** N cubed minus the cubes of the numbers of tied units; 0 when all values are equal. */
  readonly untied: number;
}

/**
 * Mann-Whitney U test: is a unit of treatment likely to have a larger value than a unit of control? It looks
 * at ranks only, so no outlier can decide it; nor does it say anything of means or of revenue, for which
 * there is `welch`.
 *
 * The p-value comes from the normal approximation with tie correction and a continuity correction of one
 * half, for few units too, where it is rough: 0.066 in the example below, and 0.063 exactly.
 *
 * @param control  at least one finite measurement, one for each unit, in any order; left as it is
 * @param treatment  the same of the treatment arm
 * @returns U of the treatment arm, its two-sided p-value, and the share of pairs that treatment wins
 * @throws {RangeError} if an arm is empty or a value is not finite
 * @see Mann & Whitney (1947), https://doi.org/10.1214/aoms/1177730491
 * @example mannWhitney([1.1, 2.2, 3.3, 4.4], [2.5, 5.5, 6.6, 7.7, 8.8]).statistic // 18
 */
export function mannWhitney(control: ArrayLike<number>, treatment: ArrayLike<number>): MannWhitney {
  const { superior, untied } = countPairs(sortedCopy('control', control), sortedCopy('treatment', treatment));
  const pairs = control.length * treatment.length;
  const units = control.length + treatment.length;
  const standardError = Math.sqrt((pairs / 12) * (untied / units / (units - 1)));
  const excess = Math.abs(superior - pairs / 2) - 0.5;
  return {
    statistic: superior,
    pValue: standardError === 0 ? 1 : Math.min(1, 2 * normal.sf(excess / standardError)),
    probabilityOfSuperiority: superior / pairs,
  };
}

/** Takes the values of both arms in ascending order, each with all the units that have it. */
function countPairs(control: Float64Array, treatment: Float64Array): PairCount {
  const units = control.length + treatment.length;
  let superior = 0;
  let untied = 0;
  let i = 0;
  let j = 0;
  while (i < control.length || j < treatment.length) {
    const value = Math.min(control[i] ?? Infinity, treatment[j] ?? Infinity);
    const nextI = endOfTie(control, i, value);
    const nextJ = endOfTie(treatment, j, value);
    superior += (nextJ - j) * (i + (nextI - i) / 2);
    const tied = nextI - i + (nextJ - j);
    // as t (N - t)(N + t): a difference of cubes would lose the digits where nearly every unit is 0
    untied += tied * (units - tied) * (units + tied);
    i = nextI;
    j = nextJ;
  }
  return { superior, untied };
}

function endOfTie(sorted: Float64Array, start: number, value: number): number {
  let end = start;
  while (sorted[end] === value) end++;
  return end;
}
