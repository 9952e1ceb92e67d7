import type { Design } from '../experiments/index.js';
import type { Evidence } from './evidence.rules.js';
import type { Check, Comparison, MetricResult } from './result.entity.js';
import type { Recommendation } from './result.enums.js';

export type Effect = 'BETTER' | 'WORSE' | 'UNCLEAR';

/** What the registered method says of one variant: significantly better, significantly worse, or neither. */
export function effectOf(design: Design, comparison: Comparison, direction: 'INCREASE' | 'DECREASE'): Effect {
  const { difference, adjustedPValue, chanceToBeat } = comparison;
  if (difference === null) return 'UNCLEAR';
  const half = design.alpha / 2;
  const isSettled =
    chanceToBeat === null
      ? adjustedPValue !== null && adjustedPValue < design.alpha
      : chanceToBeat >= 1 - half || chanceToBeat <= half;
  if (!isSettled) return 'UNCLEAR';
  return difference > 0 === (direction === 'INCREASE') ? 'BETTER' : 'WORSE';
}

/** Why no decision may rest on these results: stable names, empty when one may. */
export function blockers(
  design: Design,
  evidence: Evidence,
  checks: readonly Check[],
  primary: MetricResult,
): string[] {
  const total = evidence.units.reduce((sum, units) => sum + units, 0);
  const isShort = design.method === 'FIXED' && evidence.isRunning && total < (design.plannedRecipients ?? 0);
  return [
    ...checks.filter(({ status }) => status === 'FAILED').map(({ name }) => name),
    ...(primary.comparisons.some(({ status }) => status === 'OK') ? [] : ['not-enough-data']),
    // A fixed test that is read early is not the test that was registered.
    ...(isShort ? ['planned-size-not-reached'] : []),
  ];
}

interface Reading {
  readonly recommendation: Recommendation;
  readonly recommendedVariantKey: string | null;
}

/** What the design says of the data. A variant is shipped only if nothing at all speaks against it. */
export function recommend(
  design: Design,
  { isRunning, metrics }: Evidence,
  blockedBy: readonly string[],
  results: readonly MetricResult[],
): Reading {
  const says = (name: `${Recommendation}`, variantKey: string | null = null): Reading => ({
    recommendation: name as Recommendation,
    recommendedVariantKey: variantKey,
  });
  const open = says(isRunning ? 'KEEP_RUNNING' : 'REVIEW');
  if (blockedBy.some(name => name !== 'not-enough-data' && name !== 'planned-size-not-reached'))
    return says('REVIEW');
  const primary = results.find(({ role }) => role === 'PRIMARY');
  if (blockedBy.length > 0 || !primary) return open;
  const direction = metrics.get(primary.metricKey)?.direction ?? 'INCREASE';
  const effects = primary.comparisons.map(comparison => {
    const rails = railsOf(results, comparison.variantKey);
    return { ...comparison, effect: effectOf(design, comparison, direction), rails };
  });
  const better = effects.filter(({ effect }) => effect === 'BETTER');
  const best = better
    .filter(({ rails }) => rails.every(rail => rail === 'PASSED'))
    .sort(byDifference(direction))[0];
  if (best) return says('SHIP', best.variantKey);
  if (effects.every(({ effect, rails }) => effect === 'WORSE' || rails.includes('FAILED')))
    return says('ROLL_BACK');
  return better.length > 0 ? says('REVIEW') : open;
}

const railsOf = (results: readonly MetricResult[], variantKey: string): (string | null)[] =>
  results
    .filter(({ role }) => role === 'GUARDRAIL')
    .map(
      ({ comparisons }) =>
        comparisons.find(comparison => comparison.variantKey === variantKey)?.guardrail ?? null,
    );

const byDifference = (direction: 'INCREASE' | 'DECREASE') => (one: Comparison, other: Comparison) =>
  ((other.difference ?? 0) - (one.difference ?? 0)) * (direction === 'INCREASE' ? 1 : -1);
