import { describe, expect, it } from 'vitest';
import { adwin, adwinStart, adwinStep } from './adwin.js';
import { seeded } from '../vectors.test-support.js';

const coin = (random: () => number, rate: number) => (random() < rate ? 1 : 0);

function flips(seed: number, ...parts: readonly [number, number][]): number[] {
  const random = seeded(seed);
  return parts.flatMap(([length, rate]) => Array.from({ length }, () => coin(random, rate)));
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The rule of the paper at every split of the window, without buckets. */
function cutAnywhere(window: readonly number[], delta: number): boolean {
  const n = window.length;
  const mean = meanOf(window);
  const variance = window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const evidence = Math.log((2 * Math.log(n)) / delta);
  for (let older = 1; older < n; older++) {
    const gap = Math.abs(meanOf(window.slice(0, older)) - meanOf(window.slice(older)));
    const harmonic = 1 / (1 / older + 1 / (n - older));
    if (gap > Math.sqrt((2 / harmonic) * variance * evidence) + (2 / (3 * harmonic)) * evidence) return true;
  }
  return false;
}

describe('an adaptive window', () => {
  it('holds the newest points, and their mean', () => {
    const x = flips(1, [700, 0.2], [700, 0.6], [300, 0.1]);
    const { widths, means, alarms } = adwin(x);

    widths.forEach((width, i) => {
      expect(means[i]).toBeCloseTo(meanOf(x.slice(i + 1 - width, i + 1)), 12);
      const before = widths[i - 1] ?? 0;
      if (alarms.includes(i)) expect(width).toBeLessThan(before + 1);
      else expect(width).toBe(before + 1);
    });
  });

  it('cries at the first point at which the rule of the paper holds, or a bucket later', () => {
    for (const seed of [2, 3, 4]) {
      const x = flips(seed, [150, 0.1], [150, 0.7]);
      const exact = x.findIndex((_, i) => cutAnywhere(x.slice(0, i + 1), 0.01));
      const found = adwin(x, { delta: 0.01 }).firstAlarm as number;

      expect(found).toBeGreaterThanOrEqual(exact);
      expect(found).toBeLessThan(exact + 10);
    }
  });

  it('forgets the past within a few hundred points of a change, and keeps all of a calm series', () => {
    const changed = adwin(flips(5, [3000, 0.2], [1000, 0.35]));

    expect(changed.firstAlarm).toBeGreaterThanOrEqual(3000);
    expect(changed.firstAlarm).toBeLessThan(3400);
    expect(changed.widths.at(-1)).toBeLessThan(1200);
    expect(Math.abs((changed.means.at(-1) as number) - 0.35)).toBeLessThan(0.05);
    expect(adwin(flips(6, [8000, 0.2])).widths.at(-1)).toBe(8000);
  });

  it('needs room that grows with the logarithm of the window', () => {
    let state = adwinStart();
    for (const x of flips(7, [8000, 0.5])) state = adwinStep(state, x);

    expect(state.window.n).toBe(8000);
    expect(state.buckets.length).toBeLessThan(5 * Math.log2(8000));
    expect(state.buckets.reduce((sum, bucket) => sum + bucket.n, 0)).toBe(8000);
    state.buckets.reduce((before, bucket) => {
      expect([before.n, 2 * before.n]).toContain(bucket.n);
      return bucket;
    });
  });

  it('is the same in another unit, when it is told the range', () => {
    const x = flips(8, [300, 0.1], [300, 0.6]);
    const plain = adwin(x);
    const inCents = adwin(
      x.map(value => 256 * value),
      { range: 256 },
    );

    expect(plain.alarms.length).toBeGreaterThan(0);
    expect(inCents.alarms).toEqual(plain.alarms);
    expect(inCents.widths).toEqual(plain.widths);
  });

  it('may be put away as JSON after any point', () => {
    const x = flips(9, [200, 0.1], [200, 0.8]);
    const kept = x.reduce(
      (state, value) => adwinStep(JSON.parse(JSON.stringify(state)) as typeof state, value),
      adwinStart(),
    );
    const { widths, means } = adwin(x);

    expect(kept.window.n).toBe(widths.at(-1));
    expect(kept.window.mean).toBe(means.at(-1));
  });

  it('cries earlier when false alarms are minded less', () => {
    const x = flips(10, [500, 0.2], [500, 0.4]);
    const strict = adwin(x, { delta: 1e-6 }).firstAlarm as number;

    expect(adwin(x, { delta: 0.05 }).firstAlarm).toBeLessThan(strict);
  });

  it('takes no single value within the range for a change', () => {
    const x = Array.from({ length: 3000 }, (_, i) => (i % 500 === 499 ? 1 : 0));

    expect(adwin(x).alarms).toEqual([]);
  });

  it.each([
    ['x', [Number.NaN], {}],
    ['delta', [1], { delta: 0 }],
    ['range', [1], { range: -1 }],
  ])('refuses an impossible %s', (name, x, options) => {
    expect(() => adwin(x, options)).toThrow(RangeError);
    expect(() => adwin(x, options)).toThrow(name);
  });
});
