import { countText } from '../fields/numbers';

/** All basis points: 100 %. */
export const ALL_BP = 10_000;

const sumOf = (weights: readonly number[]): number =>
  weights.reduce((sum, weight) => sum + (Number.isFinite(weight) ? weight : 0), 0);

/** "9,500 of 10,000 basis points: 500 are missing" */
export function weightSumText(weights: readonly number[]): string {
  const sum = sumOf(weights);
  const off =
    sum < ALL_BP
      ? `: ${countText(ALL_BP - sum)} ${ALL_BP - sum === 1 ? 'is' : 'are'} missing`
      : `: ${countText(sum - ALL_BP)} too many`;
  return `The weights add up to ${countText(sum)} of ${countText(ALL_BP)} basis points${sum === ALL_BP ? '' : off}`;
}

export const isComplete = (weights: readonly number[]): boolean => sumOf(weights) === ALL_BP;

/** Equal shares; what does not divide goes to the first ones. */
export const evenWeights = (count: number): number[] =>
  Array.from(
    { length: count },
    (_none, index) => Math.floor(ALL_BP / count) + (index < ALL_BP % count ? 1 : 0),
  );
