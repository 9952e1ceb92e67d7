import { sampleRatio } from '@probity/stats';
import type { Evidence } from './evidence.rules.js';
import type { Check } from './result.entity.js';
import type { CheckStatus } from './result.enums.js';

/** Below this p-value the arms are not of the planned sizes. */
export const MISMATCH_P = 0.001;
const LEAST_PER_ARM = 8;
/** A deviation smaller than a thousandth is not worth a page, however many recipients make it significant. */
const LEAST_DEVIATION = 0.001;
const MANY_IN_SEVERAL = 10;
const WARN_SHARE = 0.01;
const FAIL_SHARE = 0.1;

const found = (
  name: string,
  status: `${CheckStatus}`,
  detail: string,
  pValue: number | null = null,
): Check => ({
  name,
  status: status as CheckStatus,
  pValue,
  detail,
});

const percent = (share: number): string => `${(100 * share).toPrecision(3)} %`;

/** Are the arms of the planned sizes? If not, something selects recipients, and no comparison can be trusted. */
export function sampleRatioCheck({ units, variants }: Evidence): Check {
  const name = 'sample-ratio';
  const weights = variants.map(({ weightBp }) => weightBp);
  const total = units.reduce((sum, count) => sum + count, 0);
  const weighed = weights.filter(weight => weight > 0).length;
  if (weighed < 2 || total < LEAST_PER_ARM * variants.length) {
    return found(name, 'NOT_ENOUGH_DATA', 'too few recipients to compare the sizes of the arms');
  }
  const { pValue } = sampleRatio(units, weights);
  const deviation = largestDeviation(units, weights, total);
  const seen = variants.map(({ key }, index) => `${key} ${units[index]}`).join(', ');
  if (pValue < MISMATCH_P && deviation >= LEAST_DEVIATION) {
    return found(name, 'FAILED', `the arms are not of the planned sizes: ${seen}`, pValue);
  }
  return found(name, 'PASSED', `the arms are of the planned sizes: ${seen}`, pValue);
}

function largestDeviation(units: readonly number[], weights: readonly number[], total: number): number {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const deviations = units.map((count, index) => {
    const expected = ((weights[index] ?? 0) / whole) * total;
    return expected === 0 ? (count > 0 ? 1 : 0) : Math.abs(count - expected) / expected;
  });
  return Math.max(...deviations);
}

/** Were recipients shown several variants? They are left out; many of them mean that assignment is not kept. */
export function severalVariantsCheck({ units, inSeveralVariants: several }: Evidence): Check {
  const name = 'several-variants';
  const total = units.reduce((sum, count) => sum + count, 0) + several;
  if (total === 0) return found(name, 'NOT_ENOUGH_DATA', 'nobody was exposed');
  const share = several / total;
  const detail = `${several} of ${total} recipients (${percent(share)}) saw several variants and are left out`;
  if (several < MANY_IN_SEVERAL || share < WARN_SHARE) return found(name, 'PASSED', detail);
  return found(name, share < FAIL_SHARE ? 'WARNING' : 'FAILED', detail);
}
