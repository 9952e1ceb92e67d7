import { describe, expect, it } from 'vitest';
import { markov, markovChain } from './markov.js';
import type { Credit, PathRow } from './paths.js';
import { casesOf, expectClose, numberAt, seeded } from '../vectors.test-support.js';

const counted = casesOf('attribution').filter(({ inputs }) => 'paths' in inputs);

interface FixtureChain {
  readonly p_conversion: number;
  readonly removal_effect: Credit;
  readonly attributed_conversions: Credit;
}

function expectSame(credit: Credit | null, expected: Credit, relative = 1e-14): void {
  expect(Object.keys(credit ?? {}).sort()).toEqual(Object.keys(expected).sort());
  for (const [channel, amount] of Object.entries(expected)) {
    expectClose(credit?.[channel] ?? null, amount, relative);
  }
}

function seededPaths(seed: number, rows: number, channels: number) {
  const random = seeded(seed);
  return Array.from({ length: rows }, () => ({
    path: Array.from({ length: 1 + Math.floor(random() * 6) }, () => `c${Math.floor(random() * channels)}`),
    conversions: Math.floor(random() * 4),
    nulls: Math.floor(random() * 30),
  }));
}

describe('the Markov chain of channels', () => {
  it.each(counted)('agrees with mpmath for $id', ({ inputs, outputs }) => {
    const paths = inputs['paths'] as unknown as PathRow[];
    const chain = markovChain(paths);
    const expected = outputs['markov'] as unknown as FixtureChain;

    expectClose(chain.conversionRate, expected.p_conversion, 1e-14);
    expectSame(chain.removalEffects, expected.removal_effect);
    expectSame(chain.credit, expected.attributed_conversions);
    expect(markov(paths)).toEqual(chain.credit);
    const sum = Object.values(chain.credit).reduce((total, amount) => total + amount, 0);
    expectClose(sum, numberAt(outputs, 'total_conversions'), 1e-14);
  });

  it('keeps its digits when one journey in a trillion converts', () => {
    const chain = markovChain([
      { path: ['ad'], conversions: 1, nulls: 1e12 },
      { path: ['ad', 'ad', 'email'], conversions: 3, nulls: 1e13 },
      { path: ['email', 'ad'], conversions: 0, nulls: 1e11 },
      { path: ['web'], conversions: 1e6, nulls: 1e7 },
    ]);

    // exact fractions in Python, rounded at the end
    expectClose(chain.conversionRate, 9.009036117168169e-8, 1e-14);
    const effects = { ad: 3.970281148578385e-6, email: 3.008996973021114e-6, web: 0.999996000016 };
    expectSame(chain.removalEffects, effects, 1e-14);
    expectSame(chain.credit, { ad: 3.970285201055619, email: 3.009000044312862, web: 999997.0207147546 });
  });

  it('loses on removal what a simulation of the definition loses', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const paths = seededPaths(seed, 20, 5);
      const { conversionRate, removalEffects } = markovChain(paths);
      const full = iteratedRate(paths, null);
      expectClose(conversionRate, full, 1e-12);
      for (const [channel, effect] of Object.entries(removalEffects ?? {})) {
        expect(Math.abs(effect - (1 - iteratedRate(paths, channel) / full))).toBeLessThan(1e-11);
      }
    }
  });

  it('converts at the rate of the journeys, because it has the same steps', () => {
    const paths = seededPaths(7, 30, 4);
    const conversions = paths.reduce((sum, row) => sum + (row.conversions ?? 0), 0);
    const nulls = paths.reduce((sum, row) => sum + (row.nulls ?? 0), 0);
    const { conversionRate } = markovChain(paths);

    expectClose(conversionRate, conversions / (conversions + nulls), 1e-13);
  });

  it('is not changed by touches of the same channel in a row', () => {
    const once = [
      { path: ['a', 'b'], conversions: 3, nulls: 5 },
      { path: ['b'], conversions: 1, nulls: 2 },
    ];
    const often = [
      { path: ['a', 'a', 'a', 'b', 'b'], conversions: 3, nulls: 5 },
      { path: ['b'], conversions: 1, nulls: 2 },
    ];

    expect(markovChain(often)).toEqual(markovChain(once));
  });

  it('loses everything with the only channel, and exactly nothing with one that leads nowhere', () => {
    const alone = markovChain([{ path: ['a'], conversions: 1, nulls: 2 }]);
    const { removalEffects } = markovChain([
      { path: ['a'], conversions: 3, nulls: 2 },
      { path: ['a', 'dead end'], conversions: 0, nulls: 9 },
      { path: ['uncounted'], conversions: 0, nulls: 0 },
    ]);

    expect(alone.removalEffects).toEqual({ a: 1 });
    expect(removalEffects).toEqual({ a: 1, 'dead end': 0, uncounted: 0 });
  });

  it('never loses more than everything', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const paths = seededPaths(seed, 20, 6).map(row => ({ ...row, path: [...row.path, 'checkout'] }));
      const effect = markovChain(paths).removalEffects?.['checkout'] ?? 0;

      expect(effect).toBeLessThanOrEqual(1);
      expectClose(effect, 1, 1e-14);
    }
  });

  it('gives no credit to a channel in no converting journey, although the chain sees where it led', () => {
    const { removalEffects, credit } = markovChain([
      { path: ['ad', 'email'], conversions: 0, nulls: 1 },
      { path: ['email'], conversions: 1, nulls: 0 },
    ]);

    expect(removalEffects).toEqual({ ad: 0.5, email: 1 });
    expect(credit).toEqual({ ad: 0, email: 1 });
  });

  it('divides value in the same proportions', () => {
    const paths = seededPaths(9, 20, 4).map((row, i) => ({ ...row, value: 10 * i }));
    const conversions = paths.reduce((sum, row) => sum + (row.conversions ?? 0), 0);
    const scaled = Object.entries(markov(paths)).map(([channel, amount]) => [
      channel,
      (amount / conversions) * 1900,
    ]);

    expectSame(markov(paths, { credit: 'value' }), Object.fromEntries(scaled));
  });

  it('says so when nobody converted, or nobody travelled', () => {
    const nobody = markovChain([{ path: ['a'], conversions: 0, nulls: 4 }]);

    expect(nobody).toEqual({
      conversionRate: 0,
      removalEffects: null,
      credit: { a: 0 },
      undefinedBecause: 'no conversions',
    });
    expect(markovChain([])).toEqual({
      conversionRate: null,
      removalEffects: null,
      credit: {},
      undefinedBecause: 'no journeys',
    });
  });

  it('has room for two hundred channels', () => {
    const paths = seededPaths(11, 3000, 200);
    const total = paths.reduce((sum, row) => sum + (row.conversions ?? 0), 0);
    const credit = Object.values(markov(paths));

    expect(credit).toHaveLength(200);
    expectClose(
      credit.reduce((sum, amount) => sum + amount, 0),
      total,
      1e-12,
    );
  });
});

/** The chain followed step by step until nobody travels any more; steps into `removed` convert nobody. */
function iteratedRate(paths: readonly PathRow[], removed: string | null): number {
  const steps = new Map<string, Map<string, number>>();
  for (const { path = [], conversions = 0, nulls = 0 } of paths) {
    const stops = ['start', ...path];
    const add = (from: string, to: string, weight: number) => {
      const row = steps.get(from) ?? new Map<string, number>();
      steps.set(from, row.set(to, (row.get(to) ?? 0) + weight));
    };
    path.forEach((channel, i) => {
      add(stops[i] as string, channel, conversions + nulls);
    });
    add(stops.at(-1) as string, 'converted', conversions);
    add(stops.at(-1) as string, 'lost', nulls);
  }
  let travelling = new Map([['start', 1]]);
  let converted = 0;
  for (let step = 0; step < 400; step++) {
    const next = new Map<string, number>();
    for (const [from, share] of travelling) {
      const row = steps.get(from) ?? new Map<string, number>();
      const all = [...row.values()].reduce((sum, weight) => sum + weight, 0);
      for (const [to, weight] of row) {
        if (to === removed || weight === 0) continue;
        if (to === 'converted') converted += (share * weight) / all;
        else if (to !== 'lost') next.set(to, (next.get(to) ?? 0) + (share * weight) / all);
      }
    }
    travelling = next;
  }
  return converted;
}
