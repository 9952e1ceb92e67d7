import type { Direction, ExperimentResultsQuery } from '../generated/graphql';

export type Results = ExperimentResultsQuery['experimentResults'];
export type MetricResult = Results['metrics'][number];
export type Comparison = MetricResult['comparisons'][number];
export type Check = Results['checks'][number];

/** What a comparison says of a variant, as the registered design reads it. */
export type Effect = 'better' | 'worse' | 'unclear';

/** The same reading as the server's: by the adjusted p-value or, for a Bayesian design, the chance to be better. */
export function effectOf(
  {
    difference,
    adjustedPValue,
    chanceToBeat,
  }: Pick<Comparison, 'difference' | 'adjustedPValue' | 'chanceToBeat'>,
  { alpha, direction }: { alpha: number; direction: Direction },
): Effect {
  if (difference === null) return 'unclear';
  const isSettled =
    chanceToBeat === null
      ? adjustedPValue !== null && adjustedPValue < alpha
      : chanceToBeat >= 1 - alpha / 2 || chanceToBeat <= alpha / 2;
  if (!isSettled) return 'unclear';
  return difference > 0 === (direction === 'INCREASE') ? 'better' : 'worse';
}

export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  better: 'Better',
  worse: 'Worse',
  unclear: 'Unclear',
};
