import { interleaved, ratioOf, spreadOf } from '../../../tests/bench/rounds.mjs';
import { byJStat, bySimpleStatistics, ours } from './contestants.mjs';
import { unitsOf } from './data.mjs';
import { timed } from './timed.mjs';

/** Welch and CUPED from arrays: how long, and how exact where the metric has an offset. */
export async function benchMoments(stats, simple, { units, rounds }) {
  const control = unitsOf(units, { seed: 1 });
  const treatment = unitsOf(units, { seed: 2, effect: 0.004 });
  const contestants = {
    '@probity/stats': (c, t) => ours(stats, c, t),
    jStat: byJStat,
    ...(simple && { 'simple-statistics': (c, t) => bySimpleStatistics(simple, c, t) }),
  };
  const costs = await interleaved(
    rounds,
    Object.fromEntries(
      Object.entries(contestants).map(([name, run]) => [
        name,
        async () => timed(() => run(control, treatment)),
      ]),
    ),
  );
  const floor = costs['@probity/stats'];
  return {
    times: Object.entries(costs).map(([name, cost]) => ({
      name,
      ms: spreadOf(cost),
      ratio: ratioOf(cost, floor),
    })),
    errors: Object.entries(contestants).map(([name, run]) => ({
      name,
      ...errorsAtOffset(stats, run, units),
    })),
  };
}

/**
 * What an offset of 1e9 costs. The numbers with the offset are rounded; less the offset, which is exact, they
 * are what the right answer is taken from.
 */
function errorsAtOffset(stats, run, units) {
  const offset = 1e9;
  const far = [unitsOf(units, { seed: 1, offset }), unitsOf(units, { seed: 2, offset, effect: 0.004 })];
  const back = far.map(({ y, x }) => ({ y: y.map(v => v - offset), x: x.map(v => v - offset) }));
  const found = run(...far);
  const right = ours(stats, ...back);
  const worst = field => Math.max(...found.map((result, i) => Math.abs(result[field] / right[i][field] - 1)));
  return {
    difference: worst('difference'),
    standardError: worst('standardError'),
    pValue: worst('pValue'),
    shown: found[0].pValue,
    right: right[0].pValue,
  };
}
