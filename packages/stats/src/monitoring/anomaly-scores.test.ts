import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anomalyScores, anomalyStart, anomalyStep } from './anomaly-scores.js';
import { hasRealData, realData, seeded } from '../vectors.test-support.js';

function noise(length: number, seed: number): number[] {
  const random = seeded(seed);
  return Array.from(
    { length },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

const spiked = (values: readonly number[], at: number, by: number) =>
  values.map((value, i) => (i === at ? value + by : value));

describe('the anomaly score', () => {
  it('is high for a spike and says what was expected instead', () => {
    const { scores, expected, scales, alarms } = anomalyScores(
      spiked(
        noise(400, 1).map(value => 50 + value),
        300,
        12,
      ),
    );

    expect(alarms).toContain(300);
    expect(scores[300]).toBeGreaterThan(0.5);
    expect(Math.abs((expected[300] as number) - 50)).toBeLessThan(1.5);
    expect(Math.abs((scales[300] as number) - 0.8)).toBeLessThan(0.3);
  });

  it('hardly ever cries over plain noise', () => {
    const { scores, alarms } = anomalyScores(noise(5000, 2));

    expect(alarms).toEqual([]);
    expect(scores.filter(score => score >= 0.2).length).toBeLessThan(60);
    expect(scores.every(score => score >= 0 && score <= 1)).toBe(true);
  });

  it('knows the hours of the day once it has seen a few days', () => {
    const day = (i: number) => 10 * Math.sin((2 * Math.PI * i) / 24);
    const values = noise(24 * 30, 3).map((value, i) => day(i) + value / 2);
    const at = 24 * 25 + 18;
    // 4 above the trough at hour 18 is an ordinary value, but not at that hour
    const odd = spiked(values, at, 8);

    expect(anomalyScores(odd, { period: 24 }).alarms).toEqual([at]);
    expect(anomalyScores(odd).alarms).toEqual([]);
  });

  it('asks more of a series that is used to spikes', () => {
    const calm = noise(600, 4);
    const wild = calm.map((value, i) => (i % 37 === 5 ? value + 12 : value));
    const at = 500;

    expect(anomalyScores(spiked(calm, at, 12)).scores[at]).toBeGreaterThan(0.5);
    expect(anomalyScores(spiked(wild, at, 12)).scores[at]).toBeLessThan(0.3);
  });

  it('does not let one outlier change what is expected next', () => {
    const values = noise(300, 5);
    const calm = anomalyScores(values);
    const odd = anomalyScores(spiked(values, 200, 1000));

    expect(odd.scores[200]).toBe(1);
    const shift = Math.abs((odd.expected[201] as number) - (calm.expected[201] as number));
    expect(shift).toBeLessThan(0.6);
  });

  it('follows a new level in the end', () => {
    const { expected, alarms } = anomalyScores(
      noise(600, 6).map((value, i) => (i < 300 ? value : value + 20)),
    );

    expect(alarms[0]).toBe(300);
    expect(alarms.every(i => i < 330)).toBe(true);
    expect(Math.abs((expected[450] as number) - 20)).toBeLessThan(1.5);
  });

  it('cannot see the future', () => {
    const values = noise(200, 7);
    const whole = anomalyScores(spiked(values, 150, 30));
    const part = anomalyScores(values.slice(0, 150));

    expect(whole.scores.slice(0, 150)).toEqual(part.scores);
    expect(whole.expected.slice(0, 150)).toEqual(part.expected);
  });

  it('depends neither on the unit of the metric nor on its zero', () => {
    const values = spiked(noise(300, 8), 250, 9);
    const plain = anomalyScores(values).scores;
    const scaled = anomalyScores(values.map(value => -1024 * value)).scores;
    const moved = anomalyScores(values.map(value => value + 4096)).scores;

    expect(scaled).toEqual(plain);
    moved.forEach((score, i) => {
      expect(Math.abs(score - (plain[i] as number))).toBeLessThan(1e-6);
    });
  });

  it('is silent while it warms up, and over a series that stands still', () => {
    expect(anomalyScores(spiked(noise(40, 9), 20, 99)).scores.slice(0, 30)).toEqual(
      Array.from({ length: 30 }, () => 0),
    );
    expect(anomalyScores(Array.from({ length: 500 }, () => 0.1)).scores.every(score => score === 0)).toBe(
      true,
    );
  });

  it('does not take rounding for movement', () => {
    const values = Array.from({ length: 200 }, (_, i) => (i % 50 === 49 ? 0.1 + 0.2 : 0.3));

    expect(anomalyScores(values).scores.every(score => score === 0)).toBe(true);
  });

  it('is certain when a series that stood still moves', () => {
    const { scores, alarms } = anomalyScores(Array.from({ length: 300 }, (_, i) => (i === 200 ? 1 : 0)));

    expect(scores[200]).toBe(1);
    expect(alarms[0]).toBe(200);
  });

  it('stays calm when a noisy series comes to rest', () => {
    const values = [...noise(60, 11), ...Array.from({ length: 4000 }, () => 0.1)];

    expect(anomalyScores(values).alarms.filter(i => i > 200)).toEqual([]);
  });

  it('is never NaN or infinite, however large the values', () => {
    const random = seeded(12);
    const pool = [Number.MAX_VALUE, -Number.MAX_VALUE, 1e308, -1e308, 0];
    const broken: unknown[] = [];
    for (let series = 0; series < 1500; series++) {
      const options = { period: 2 + (series % 3) };
      let state = anomalyStart(options);
      for (let i = 0; i < 40; i++) {
        state = anomalyStep(state, pool[Math.floor(random() * pool.length)] as number, options);
        const { season, level, expected, meanError, usualVariance, score } = state;
        const numbers = [...season, level, expected ?? 0, meanError, usualVariance, score];
        if (!numbers.every(Number.isFinite)) broken.push(state);
      }
    }

    expect(broken).toEqual([]);
  });

  it('may be put away as JSON after any point', () => {
    const values = noise(120, 10);
    const options = { period: 7 };
    const kept = values.reduce(
      (state, value) => anomalyStep(JSON.parse(JSON.stringify(state)) as typeof state, value, options),
      anomalyStart(options),
    );
    const { scores, expected } = anomalyScores(values, options);

    expect(kept.score).toBe(scores.at(-1));
    expect(kept.expected).toBe(expected.at(-1));
  });

  it.each([
    ['x', [Number.NaN], {}],
    ['period', [1], { period: 0 }],
    ['period', [1], { period: 1.5 }],
    ['levelWeight', [1], { levelWeight: 0 }],
    ['threshold', [1], { threshold: 1 }],
    ['warmUp', [1], { warmUp: -1 }],
  ])('refuses an impossible %s', (name, values, options) => {
    expect(() => anomalyScores(values, options)).toThrow(RangeError);
    expect(() => anomalyScores(values, options)).toThrow(name);
  });

  it('refuses to go on with another period', () => {
    expect(() => anomalyStep(anomalyStart({ period: 7 }), 1, { period: 24 })).toThrow('period');
  });
});

// Numenta Anomaly Benchmark, realAdExchange, cost per click by the hour; labels as published
describe.skipIf(!hasRealData)('the anomaly score of ad-exchange prices', () => {
  const labels = hasRealData
    ? (JSON.parse(
        readFileSync(
          new URL('../../../../../shared/data/nab/combined_windows.json', import.meta.url),
          'utf8',
        ),
      ) as Record<string, [string, string][]>)
    : {};

  function judged(exchange: number, threshold?: number) {
    const name = `exchange-${exchange}_cpc_results.csv`;
    const rows = realData(`nab/realAdExchange_${name}`);
    const windows = labels[`realAdExchange/${name}`] as [string, string][];
    const { alarms } = anomalyScores(
      rows.map(row => Number(row['value'])),
      { period: 24, threshold },
    );
    const times = alarms.map(i => (rows[i] as Record<string, string>)['timestamp'] as string);
    const isIn = (time: string, [from, to]: [string, string]) =>
      time >= from.slice(0, 19) && time <= to.slice(0, 19);
    return {
      windows: windows.length,
      found: windows.filter(window => times.some(time => isIn(time, window))).length,
      outside: times.filter(time => !windows.some(window => isIn(time, window))).length,
    };
  }

  it('finds five of seven labelled windows, with four alarms outside in 4,805 hours', () => {
    expect(judged(2)).toEqual({ windows: 1, found: 1, outside: 2 });
    expect(judged(3)).toEqual({ windows: 3, found: 2, outside: 1 });
    expect(judged(4)).toEqual({ windows: 3, found: 2, outside: 1 });
  });

  it('finds six of them with a threshold of one in 10,000, with ten alarms outside', () => {
    expect(judged(2, 0.4)).toEqual({ windows: 1, found: 1, outside: 6 });
    expect(judged(3, 0.4)).toEqual({ windows: 3, found: 3, outside: 1 });
    expect(judged(4, 0.4)).toEqual({ windows: 3, found: 2, outside: 3 });
  });
});
