import { describe, expect, it } from 'vitest';
import type { Credit, PathRow } from './paths.js';
import { shapley, shapleyRate } from './shapley.js';
import { casesOf, expectClose, seeded } from '../vectors.test-support.js';

const counted = casesOf('attribution').filter(({ inputs }) => 'paths' in inputs);

function seededPaths(seed: number, channels: number): PathRow[] {
  const random = seeded(seed);
  return Array.from({ length: 15 }, () => ({
    path: Array.from({ length: 1 + Math.floor(random() * 4) }, () => `c${Math.floor(random() * channels)}`),
    conversions: Math.floor(random() * 9),
    nulls: Math.floor(random() * 40),
  }));
}

describe('the fair share of the conversions', () => {
  it('counts a channel once for each journey, however often it was touched', () => {
    expect(shapley([{ path: ['a', 'a', 'a', 'b'], conversions: 4 }])).toEqual({ a: 2, b: 2 });
  });

  it('is the mean over all orders of arrival of the conversions that a channel makes possible', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const paths = seededPaths(seed, 5);
      const conversions = (set: Set<string>) =>
        paths.reduce((sum, row) => sum + (row.path?.every(c => set.has(c)) ? (row.conversions ?? 0) : 0), 0);
      expectSame(shapley(paths), meanMarginal(Object.keys(shapley(paths)), conversions));
    }
  });

  it('does not mind that there are hundreds of channels', () => {
    const path = Array.from({ length: 500 }, (_, i) => `c${i}`);

    expectClose(shapley([{ path, conversions: 10 }])['c7'] as number, 0.02, 1e-14);
  });
});

describe('the fair share of the conversion rate', () => {
  it.each(counted)('agrees with exact fractions for $id', ({ inputs, outputs }) => {
    expectSame(
      shapleyRate(inputs['paths'] as unknown as PathRow[]),
      outputs['shapley_rate'] as unknown as Credit,
    );
  });

  it('is the mean over all orders of arrival of what a channel adds to the rate', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const paths = seededPaths(seed, 5);
      expectSame(shapleyRate(paths), meanMarginal(Object.keys(shapleyRate(paths)), rateOf(paths)));
    }
  });

  it('sums to the overall rate, also with as many channels as it takes', () => {
    const paths = [...seededPaths(4, 16), { path: Array.from({ length: 16 }, (_, i) => `c${i}`), nulls: 5 }];
    const credit = shapleyRate(paths);

    const sum = Object.values(credit).reduce((total, amount) => total + amount, 0);
    expectClose(sum, rateOf(paths)(new Set(Object.keys(credit))), 1e-12);
  });

  it('is the same for channels that are interchangeable', () => {
    const paths: PathRow[] = [
      { path: ['a'], conversions: 3, nulls: 7 },
      { path: ['b'], conversions: 3, nulls: 7 },
      { path: ['a', 'b', 'c'], conversions: 1, nulls: 1 },
    ];
    const { a, b } = shapleyRate(paths);

    expect(a).toBe(b);
  });

  it('is exactly nothing for a channel whose journeys nobody counted', () => {
    const paths = [...seededPaths(6, 4), { path: ['c0', 'idle'], conversions: 0, nulls: 0 }];

    expect(shapleyRate(paths)['idle']).toBe(0);
  });

  it('is negative for a channel that joins the journeys that fail', () => {
    const { spam } = shapleyRate([
      { path: ['email'], conversions: 5, nulls: 5 },
      { path: ['email', 'spam'], conversions: 0, nulls: 30 },
    ]);

    expect(spam).toBeLessThan(0);
  });

  it('is of conversions, also where rows state values', () => {
    expect(shapleyRate([{ path: ['a'], value: 50 }])).toEqual({ a: 1 });
  });

  it('refuses more channels than can be enumerated', () => {
    const path = Array.from({ length: 17 }, (_, i) => `c${i}`);

    expect(() => shapleyRate([{ path }])).toThrow('paths must have at most 16 channels, got 17');
    expect(shapleyRate([])).toEqual({});
  });
});

function rateOf(paths: readonly PathRow[]): (set: Set<string>) => number {
  return set => {
    const inside = paths.filter(row => row.path?.every(channel => set.has(channel)));
    const conversions = inside.reduce((sum, row) => sum + (row.conversions ?? 1), 0);
    const nulls = inside.reduce((sum, row) => sum + (row.nulls ?? 0), 0);
    return conversions + nulls === 0 ? 0 : conversions / (conversions + nulls);
  };
}

/** Shapley's definition, order by order. */
function meanMarginal(players: readonly string[], worth: (set: Set<string>) => number): Credit {
  const sums = new Map(players.map(player => [player, 0]));
  const orders = ordersOf(players);
  for (const order of orders) {
    const present = new Set<string>();
    let before = worth(present);
    for (const player of order) {
      const after = worth(present.add(player));
      sums.set(player, (sums.get(player) ?? 0) + after - before);
      before = after;
    }
  }
  return Object.fromEntries([...sums].map(([player, sum]) => [player, sum / orders.length]));
}

function ordersOf(players: readonly string[]): string[][] {
  if (players.length === 0) return [[]];
  return players.flatMap(player =>
    ordersOf(players.filter(other => other !== player)).map(rest => [player, ...rest]),
  );
}

/** The brute force above loses digits of credits near zero, so these compare absolutely. */
function expectSame(credit: Credit, expected: Credit): void {
  expect(Object.keys(credit).sort()).toEqual(Object.keys(expected).sort());
  for (const [channel, amount] of Object.entries(expected)) {
    expect(Math.abs((credit[channel] as number) - amount)).toBeLessThanOrEqual(
      2e-14 * Math.max(1, Math.abs(amount)),
    );
  }
}
