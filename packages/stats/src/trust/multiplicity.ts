import { requireProbability } from '../domain.js';

/**
 * Which of several p-values survive, when one false positive among them is one too many? The bluntest
 * correction; `holm` rejects everything that it rejects and more.
 *
 * @param pValues  one for each hypothesis of the family, in [0, 1]
 * @returns adjusted p-values in the given order; compare them with alpha
 * @throws {RangeError} if a p-value is outside [0, 1]
 * @see Dunn (1961), https://doi.org/10.1080/01621459.1961.10482090
 * @example bonferroni([0.01, 0.04]) // [0.02, 0.08]
 */
export function bonferroni(pValues: readonly number[]): number[] {
  requirePValues(pValues);
  return pValues.map(p => Math.min(1, p * pValues.length));
}

/**
 * Which of several p-values survive, when one false positive among them is one too many? Valid under any
 * dependence; the default for the success metrics of an experiment.
 *
 * @param pValues  one for each hypothesis of the family, in [0, 1]
 * @returns adjusted p-values in the given order
 * @throws {RangeError} if a p-value is outside [0, 1]
 * @see Holm (1979), Scandinavian Journal of Statistics 6, 65-70, https://www.jstor.org/stable/4615733
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(pValues: readonly number[]): number[] {
  return stepDown(pValues, (rank, size) => size - rank);
}

/**
 * As `holm`, but more powerful when the p-values are independent or positively dependent.
 *
 * @param pValues  one for each hypothesis of the family, in [0, 1]
 * @returns adjusted p-values in the given order
 * @throws {RangeError} if a p-value is outside [0, 1]
 * @see Hochberg (1988), https://doi.org/10.1093/biomet/75.4.800
 * @example hochberg([0.03, 0.04]) // [0.04, 0.04]
 */
export function hochberg(pValues: readonly number[]): number[] {
  return stepUp(pValues, (rank, size) => size - rank);
}

/**
 * Which of many p-values are discoveries, when a share of false ones among the discoveries is tolerable?
 * For screening dimensions and segments, not for the decision on an experiment.
 *
 * @param pValues  one for each hypothesis of the family, in [0, 1]
 * @returns adjusted p-values (false discovery rates) in the given order
 * @throws {RangeError} if a p-value is outside [0, 1]
 * @see Benjamini & Hochberg (1995), https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
 * @example benjaminiHochberg([0.01, 0.02]) // [0.02, 0.02]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  return stepUp(pValues, (rank, size) => size / (rank + 1));
}

/**
 * As `benjaminiHochberg`, but valid under any dependence of the p-values, at the price of power.
 *
 * @param pValues  one for each hypothesis of the family, in [0, 1]
 * @returns adjusted p-values in the given order
 * @throws {RangeError} if a p-value is outside [0, 1]
 * @see Benjamini & Yekutieli (2001), https://doi.org/10.1214/aos/1013699998
 * @example benjaminiYekutieli([0.01]) // [0.01]
 */
export function benjaminiYekutieli(pValues: readonly number[]): number[] {
  const harmonic = pValues.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  return stepUp(pValues, (rank, size) => (size / (rank + 1)) * harmonic);
}

type Factor = (rank: number, size: number) => number;

function stepDown(pValues: readonly number[], factor: Factor): number[] {
  const order = ascending(pValues);
  const adjusted = pValues.map(() => 0);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues[index] as number) * factor(rank, order.length)));
    adjusted[index] = largest;
  });
  return adjusted;
}

function stepUp(pValues: readonly number[], factor: Factor): number[] {
  const order = ascending(pValues);
  const adjusted = pValues.map(() => 1);
  let smallest = 1;
  for (let rank = order.length - 1; rank >= 0; rank--) {
    const index = order[rank] as number;
    smallest = Math.min(smallest, (pValues[index] as number) * factor(rank, order.length));
    adjusted[index] = smallest;
  }
  return adjusted;
}

function ascending(pValues: readonly number[]): number[] {
  requirePValues(pValues);
  return pValues.map((_, index) => index).sort((a, b) => (pValues[a] as number) - (pValues[b] as number));
}

function requirePValues(pValues: readonly number[]): void {
  pValues.forEach((p, index) => requireProbability(`pValues[${index}]`, p));
}
