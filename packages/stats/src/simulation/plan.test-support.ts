import { falseAlarms } from './arrivals.test-support.js';
import { sureOfRates } from './beliefs.test-support.js';
import { cappedByOwnData } from './capped.test-support.js';
import type { Engine } from './engine.test-support.js';
import { EVERY_LOOK } from './every-look.test-support.js';
import { LOOKS, tallied, type Tally } from './experiments.test-support.js';
import type { Population } from './populations.test-support.js';
import { rate } from './rates.test-support.js';
import { READ_ONCE, SENDS_AS_UNITS } from './read-once.test-support.js';
import { ORDER_CAP, revenue } from './revenue.test-support.js';
import { clicksPerSend, revenuePerSend } from './sends.test-support.js';
import type { Row } from './table.test-support.js';

/** The lift of every A/B experiment. */
export const LIFT = 0.1;

const ENGINES: readonly Engine[] = [...READ_ONCE, SENDS_AS_UNITS, ...EVERY_LOOK];

/** About 25 conversions in each arm a day: the first look is at about the minimum sample. */
export const POPULATIONS: readonly Population[] = [
  rate(0.02, 1250),
  rate(0.1, 250),
  revenue('revenue, heavy tail', 0.02, 1250),
  revenue('revenue, capped', 0.02, 1250, ORDER_CAP),
  clicksPerSend(0.02, 500),
  clicksPerSend(0.1, 150),
  revenuePerSend(0.01, 1000),
];

/** A piece of work that needs nothing but its own seed: the same rows whatever runs beside it. */
export type Task = () => Row[];

/** Everything that is simulated; `scale` 1 takes some minutes, and a smaller one has proportionally fewer runs. */
export function plan(scale: number): readonly Task[] {
  const runs = (full: number) => Math.max(1, Math.round(full * scale));
  return [
    ...POPULATIONS.map((population, i) => () => experimentRows(population, runs(10_000), 100 + 2 * i)),
    () => ownCapRows(runs(10_000), 200),
    ...[0.02, 0.1].map((share, i) => () => beliefRows(share, runs(3000), 300 + 2 * i)),
    ...(
      [
        [1, 1],
        [9, 1],
      ] as const
    ).flatMap((weights, i) =>
      [0.001, 0.05].map(
        (alarmBelow, j) => () => alarmRows(weights, alarmBelow, runs(100_000), 400 + 2 * i + j),
      ),
    ),
  ];
}

export function experimentRows(population: Population, runs: number, seed: number): Row[] {
  const different = tallied({ population, lift: LIFT, runs, seed: seed + 1 }, ENGINES);
  return tallied({ population, lift: 0, runs, seed }, ENGINES).map((same, i) => ({
    population: population.name,
    nominal: 0.05,
    same,
    different: different[i] as Tally,
  }));
}

function ownCapRows(runs: number, seed: number): Row[] {
  const known = { buyers: 0.02, unitsPerArm: 1250 * LOOKS, runs };
  const [same] = cappedByOwnData({ ...known, lift: 0, seed }) as [Tally];
  const [different] = cappedByOwnData({ ...known, lift: LIFT, seed: seed + 1 }) as [Tally];
  return [{ population: 'revenue, capped by its own data', nominal: 0.05, same, different }];
}

function beliefRows(share: number, runs: number, seed: number): Row[] {
  const known = { share, unitsPerArm: (25 / share) * LOOKS, runs };
  const [same] = sureOfRates({ ...known, lift: 0, seed }) as [Tally];
  const [different] = sureOfRates({ ...known, lift: LIFT, seed: seed + 1 }) as [Tally];
  return [{ population: `rate of ${share * 100} %`, nominal: 0.05, same, different }];
}

function alarmRows(
  weights: readonly [number, number],
  alarmBelow: number,
  runs: number,
  seed: number,
): Row[] {
  const population = `arrivals, weights ${weights.join(' : ')}`;
  return falseAlarms({ weights, perDay: 2000, alarmBelow, runs, seed }).map(same => ({
    population,
    nominal: alarmBelow,
    same,
    different: null,
  }));
}
