import { interleaved, ratioOf, spreadOf } from '../../../tests/bench/rounds.mjs';
import { unitsOf } from './data.mjs';
import { timed } from './timed.mjs';

/** Drift of a million values, against sorting the same values and doing nothing else. */
export async function benchDrift(stats, { units, rounds }) {
  const reference = unitsOf(units, { seed: 3 }).y;
  const current = unitsOf(units, { seed: 4, effect: 0.01 }).y;
  const contestants = {
    'sort of both (floor)': () => [reference.toSorted(), current.toSorted()],
    kolmogorovSmirnov: () => stats.kolmogorovSmirnov(reference, current),
    populationStability: () => {
      const edges = stats.referenceBins(reference);
      const counts = [reference, current].map(values => stats.countsIn(values, edges).counts);
      return stats.populationStability(...counts);
    },
  };
  const costs = await interleaved(
    rounds,
    Object.fromEntries(Object.entries(contestants).map(([name, run]) => [name, async () => timed(run)])),
  );
  const floor = costs['sort of both (floor)'];
  return Object.entries(costs).map(([name, cost]) => ({
    name,
    ms: spreadOf(cost),
    ratio: ratioOf(cost, floor),
  }));
}
