import { interleaved, spreadOf } from '../../../tests/bench/rounds.mjs';
import { timedEach } from './timed.mjs';

const CALLS = 20_000;
const CONTROL = { n: 50_000, mean: 0.1, variance: 0.09 };
const PAIR = { n: 50_000, meanY: 0.1, meanX: 0.2, varianceY: 0.09, varianceX: 0.16, covariance: 0.03 };

/** Comparisons a second from moments; each call gets moments of its own. */
export async function benchComparisons(stats, { rounds }) {
  const moments = i => ({ n: 50_100 + i, mean: 0.1 + 1e-7 * i, variance: 0.091 });
  const pair = i => ({ ...PAIR, n: 50_100 + i, meanY: 0.1 + 1e-7 * i });
  const rate = successes => ({ successes, trials: 50_000 });
  const contestants = {
    welch: i => stats.welch(CONTROL, moments(i)),
    twoProportions: i => stats.twoProportions(rate(5000), rate(5000 + (i % 500))),
    relativeLift: i => stats.relativeLift(CONTROL, moments(i)),
    sequentialDifference: i => stats.sequentialDifference(CONTROL, moments(i), { tuningSize: 100_000 }),
    cuped: i => stats.cuped(PAIR, pair(i)),
    ratioDifference: i => stats.ratioDifference(PAIR, pair(i)),
    sampleRatio: i => stats.sampleRatio([50_000, 50_000 + i], [1, 1]),
    sequentialSampleRatio: i => stats.sequentialSampleRatio([50_000, 50_000 + i], [1, 1]),
  };
  const costs = await interleaved(
    rounds,
    Object.fromEntries(
      Object.entries(contestants).map(([name, run]) => [name, async () => timedEach(run, CALLS)]),
    ),
  );
  return Object.entries(costs).map(([name, cost]) => ({ name, us: spreadOf(cost) }));
}
