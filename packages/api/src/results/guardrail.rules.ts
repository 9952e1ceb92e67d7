import type { Comparison, MetricResult } from './result.entity.js';
import type { GuardrailStatus } from './result.enums.js';

type Direction = 'INCREASE' | 'DECREASE';

/** A guardrail's results, with what their intervals say of the margin; the margin is a share of the control's mean. */
export function guarded(result: MetricResult, direction: Direction, margin: number): MetricResult {
  const controlKey = result.comparisons[0]?.controlKey;
  const control = result.arms.find(({ variantKey }) => variantKey === controlKey)?.mean ?? 0;
  const accepted = margin * Math.abs(control);
  return {
    ...result,
    comparisons: result.comparisons.map(one => ({
      ...one,
      guardrail: guardrailOf(one, direction, accepted),
    })),
  };
}

/** Non-inferiority: passed when the interval excludes harm beyond what is accepted, failed when it shows harm. */
export function guardrailOf(
  { interval }: Pick<Comparison, 'interval'>,
  direction: Direction,
  accepted: number,
): GuardrailStatus {
  const says = (name: `${GuardrailStatus}`) => name as GuardrailStatus;
  if (!interval || interval.lower === null || interval.upper === null) return says('INCONCLUSIVE');
  const [worst, best] =
    direction === 'INCREASE' ? [interval.lower, interval.upper] : [-interval.upper, -interval.lower];
  if (best < 0) return says('FAILED');
  return says(worst > -accepted ? 'PASSED' : 'INCONCLUSIVE');
}
