import { requireNonNegative, requireOpenUnit } from '../domain.js';
import { type SampleRatio, sampleRatio } from './sample-ratio.js';

/** The units of each arm that share one value of a dimension. */
export interface DimensionLevel {
  readonly name: string;
  readonly counts: readonly number[];
}

/** When a level is tested and when it alarms. */
export interface DimensionOptions {
  /** For all levels together, in (0, 1); default 0.001. */
  readonly alpha?: number | undefined;
  /** The smallest expected count at which chi-square may be read, default 5. */
  readonly leastExpected?: number | undefined;
}

/** The sample ratio of one level, and whether it may be read. */
export interface LevelRatio extends SampleRatio {
  readonly name: string;
  /** Bonferroni over the levels that were tested; null where a level is too small to be tested. */
  readonly adjustedPValue: number | null;
  readonly verdict: 'passed' | 'failed' | 'not-enough-data';
}

/**
 * In which part of the audience are the arms not of their planned sizes? Looks for the cause when
 * `sampleRatio` fails, and finds a fault that is confined to one e-mail client or country when it does not.
 *
 * @param levels  for each value of a dimension that was known before assignment, its name and the units of
 *   each arm, whole numbers
 * @param weights  the share of each arm, non-negative, any scale; not all 0
 * @param options  alpha for all levels together, default 0.001; leastExpected count of an arm, default 5
 * @returns each level in the given order with its adjusted p-value and verdict; a unit in an arm of weight 0
 *   fails a level of any size
 * @throws {RangeError} as `sampleRatio`, and if an option is out of range
 * @see Fabijan et al. (2019), https://doi.org/10.1145/3292500.3330722
 * @example sampleRatioByDimension([{ name: 'ios', counts: [500, 400] }, { name: 'web', counts: [2, 0] }], [1, 1])[0].verdict // 'failed'
 */
export function sampleRatioByDimension(
  levels: readonly DimensionLevel[],
  weights: readonly number[],
  options: DimensionOptions = {},
): LevelRatio[] {
  const { alpha = 0.001, leastExpected = 5 } = options;
  requireOpenUnit('alpha', alpha);
  requireNonNegative('leastExpected', leastExpected);
  const ratios = levels.map(({ name, counts }) => ({ name, ...sampleRatio(counts, weights) }));
  const isTested = ({ expected, pValue }: SampleRatio) =>
    pValue === 0 || expected.every((mean, arm) => weights[arm] === 0 || mean >= leastExpected);
  const tested = ratios.filter(isTested).length;
  return ratios.map(ratio => {
    if (!isTested(ratio)) return { ...ratio, adjustedPValue: null, verdict: 'not-enough-data' };
    const adjustedPValue = Math.min(1, ratio.pValue * tested);
    return { ...ratio, adjustedPValue, verdict: adjustedPValue < alpha ? 'failed' : 'passed' };
  });
}
