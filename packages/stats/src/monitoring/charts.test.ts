import { describe, expect, it } from 'vitest';
import { cusum, cusumStart, cusumStep } from './cusum.js';
import { ewma, ewmaStart, ewmaStep } from './ewma.js';
import { pageHinkley, pageHinkleyStart, pageHinkleyStep } from './page-hinkley.js';
import { type Case, casesOf, numberAt, numbersAt, seeded, type Value } from '../vectors.test-support.js';

const cases = casesOf('change_detection').filter(({ inputs }) => 'x' in inputs);
const TOLERANCE = 1e-12;

const reference = ({ inputs }: Case) => ({
  mean: numberAt(inputs, 'mu0'),
  standardDeviation: numberAt(inputs, 'sigma'),
});

function part(fields: Case['outputs'], key: string): { readonly [key: string]: Value } {
  return fields[key] as { readonly [key: string]: Value };
}

function expectSeries(actual: readonly number[], expected: readonly number[], scale = 1): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => {
    const truth = expected[i] as number;
    const allowed = TOLERANCE * Math.max(scale, Math.abs(truth));
    expect(Math.abs(value - truth), `at ${i}`).toBeLessThanOrEqual(allowed);
  });
}

const firstOf = (flags: readonly boolean[]) => (flags.includes(true) ? flags.indexOf(true) : null);

const walk = (length: number, seed: number) => {
  const random = seeded(seed);
  return Array.from({ length }, (_, i) => 6 * random() - 3 + (i > length / 2 ? 1 : 0));
};

describe('a CUSUM', () => {
  it.each(cases)('has the state and the alarms of $id', reported => {
    const { inputs, outputs } = reported;
    const expected = part(outputs, 'cusum');
    const h = numberAt(inputs, 'cusum_h');

    const result = cusum(numbersAt(inputs, 'x'), {
      ...reference(reported),
      k: numberAt(inputs, 'cusum_k'),
      h,
    });

    expectSeries(result.upper, numbersAt(expected, 'S_plus'));
    expectSeries(result.lower, numbersAt(expected, 'S_minus'));
    expect(result.firstAlarm).toBe(expected['alarm_index']);
    const sides = numbersAt(expected, 'S_plus').map((up, i) =>
      Math.max(up, numbersAt(expected, 'S_minus')[i] as number),
    );
    expect(result.alarms).toEqual(sides.flatMap((side, i) => (side > h ? [i] : [])));
  });

  it('does not care in which unit the metric is, nor where its zero lies', () => {
    const x = walk(200, 1);
    const plain = cusum(x, { mean: 0, standardDeviation: 1 });
    const moved = cusum(
      x.map(value => 4 * value + 64),
      { mean: 64, standardDeviation: 4 },
    );

    expectSeries(moved.upper, plain.upper);
    expect(moved.alarms).toEqual(plain.alarms);
  });

  it('sees a decrease in the mirror as it sees an increase', () => {
    const x = walk(200, 2);
    const there = cusum(x, { mean: 0, standardDeviation: 1 });
    const back = cusum(
      x.map(value => -value),
      { mean: 0, standardDeviation: 1 },
    );

    expect(back.lower).toEqual(there.upper);
    expect(back.firstDecrease).toBe(there.firstIncrease);
    expect(back.alarms).toEqual(there.alarms);
  });

  it('says which side alarmed, and where the change behind the alarm began', () => {
    const x = [0, 0, 0, 0, 0, -2, -2, -2, -2, -2];
    const result = cusum(x, { mean: 0, standardDeviation: 1, k: 0.5, h: 4 });

    expect(result).toMatchObject({ firstAlarm: 7, firstDecrease: 7, firstIncrease: null, changeStart: 5 });
  });

  it('goes on after an alarm unless it is told to begin anew', () => {
    const x = [3, 3, 3, 3, 3, 3];
    const options = { mean: 0, standardDeviation: 1, k: 0.5, h: 4 };

    expect(cusum(x, options).alarms).toEqual([1, 2, 3, 4, 5]);
    expect(cusum(x, { ...options, reset: true }).alarms).toEqual([1, 3, 5]);
    expect(cusum(x, { ...options, reset: true }).upper).toEqual([2.5, 5, 2.5, 5, 2.5, 5]);
  });

  it('alarms above the threshold, not at it', () => {
    expect(cusum([4.5], { mean: 0, standardDeviation: 1, k: 0.5, h: 4 }).alarms).toEqual([]);
  });

  it('is quiet without points', () => {
    expect(cusum([], { mean: 0, standardDeviation: 1 })).toEqual({
      upper: [],
      lower: [],
      alarms: [],
      firstAlarm: null,
      firstIncrease: null,
      firstDecrease: null,
      changeStart: null,
    });
  });
});

describe('the Page-Hinkley test', () => {
  it.each(cases)('has the state and the alarms of $id', ({ inputs, outputs }) => {
    const expected = part(outputs, 'page_hinkley');
    const threshold = numberAt(inputs, 'ph_lambda');

    const result = pageHinkley(numbersAt(inputs, 'x'), { delta: numberAt(inputs, 'ph_delta'), threshold });

    expectSeries(result.increase, numbersAt(expected, 'PH_increase'));
    expectSeries(result.decrease, numbersAt(expected, 'PH_decrease'));
    expect(result.firstIncrease).toBe(expected['alarm_increase']);
    expect(result.firstDecrease).toBe(expected['alarm_decrease']);
    const sides = result.increase.map((up, i) => Math.max(up, result.decrease[i] as number));
    expect(result.firstAlarm).toBe(firstOf(sides.map(side => side > threshold)));
  });

  it('keeps its evidence free of the offset of the metric', () => {
    const x = walk(400, 3).map(value => Math.round(value * 1024) / 1024);
    const options = { delta: 0.25, threshold: 20 };
    const near = pageHinkley(x, options);
    const far = pageHinkley(
      x.map(value => value + 2 ** 30),
      options,
    );

    expectSeries(far.increase, near.increase);
    expect(far.alarms).toEqual(near.alarms);
  });

  it('finds nothing in a series that never moves, even when no drift is tolerated', () => {
    const result = pageHinkley(new Float64Array(500).fill(0.1), { delta: 0, threshold: 1e-300 });

    expect(result.alarms).toEqual([]);
    expect(result.increase).toEqual(Array.from({ length: 500 }, () => 0));
  });

  it('forgets the past when it begins anew', () => {
    const x = [0, 0, 0, 9, 9, 9, 9];
    const options = { delta: 0.5, threshold: 5 };

    expect(pageHinkley(x, options).alarms).toEqual([3, 4, 5, 6]);
    expect(pageHinkley(x, { ...options, reset: true }).alarms).toEqual([3]);
  });
});

describe('an EWMA chart', () => {
  it.each(cases)('has the averages, limits and alarms of $id', reported => {
    const { inputs, outputs } = reported;
    const expected = part(outputs, 'ewma');

    const result = ewma(numbersAt(inputs, 'x'), {
      ...reference(reported),
      lambda: numberAt(inputs, 'ewma_lambda'),
      limit: numberAt(inputs, 'ewma_L'),
    });

    expectSeries(result.values, numbersAt(expected, 'z'), 1e-3);
    expectSeries(result.halfWidths, numbersAt(expected, 'half_limit'), 1e-3);
    expect(result.firstAlarm).toBe(expected['alarm_index']);
  });

  it('is a Shewhart chart when only the newest point counts', () => {
    const x = walk(50, 4);
    const result = ewma(x, { mean: 0, standardDeviation: 1, lambda: 1, limit: 2.5 });

    expect(result.values).toEqual(x);
    expect(result.halfWidths).toEqual(x.map(() => 2.5));
    expect(result.alarms).toEqual(x.flatMap((value, i) => (Math.abs(value) > 2.5 ? [i] : [])));
  });

  it('keeps exact limits for a weight of one in a million', () => {
    // mpmath: 3 sqrt(l / (2 - l) (1 - (1 - l)^2)) = 3 l for the first point
    const { halfWidths } = ewma([0, 0], { mean: 0, standardDeviation: 1, lambda: 1e-6, limit: 3 });

    expect(Math.abs((halfWidths[0] as number) / 3e-6 - 1)).toBeLessThan(1e-14);
    expect(Math.abs((halfWidths[1] as number) / 4.242638565799472e-6 - 1)).toBeLessThan(1e-14);
  });

  it('narrows its limits again when it begins anew', () => {
    const result = ewma([9, 9, 9], { mean: 0, standardDeviation: 1, lambda: 0.5, limit: 2, reset: true });

    expect(result.values).toEqual([4.5, 4.5, 4.5]);
    expect(new Set(result.halfWidths).size).toBe(1);
  });
});

describe('a chart kept between two runs of a job', () => {
  const options = {
    mean: 0.1,
    standardDeviation: 2,
    k: 0.25,
    h: 4,
    lambda: 0.1,
    limit: 2.7,
    delta: 0.1,
    threshold: 9,
  };
  const resumed = <State>(
    x: readonly number[],
    start: State,
    step: (state: State, value: number) => State,
  ): State => x.reduce((state, value) => step(JSON.parse(JSON.stringify(state)) as State, value), start);

  it.each([true, false])('is where it would be in one run (reset: %s)', reset => {
    const x = walk(300, 5);
    const given = { ...options, reset };

    const chart = resumed(x, cusumStart(), (state, value) => cusumStep(state, value, given));
    expect(cusum(x, given).upper.at(-1)).toBe(chart.upper);
    expect(cusum(x, given).lower.at(-1)).toBe(chart.lower);
    const test = resumed(x, pageHinkleyStart(), (state, value) => pageHinkleyStep(state, value, given));
    expect(pageHinkley(x, given).decrease.at(-1)).toBe(test.decrease);
    const average = resumed(x, ewmaStart(given), (state, value) => ewmaStep(state, value, given));
    expect(ewma(x, given).values.at(-1)).toBe(average.value);
  });

  it('never becomes NaN or infinite, however large the points', () => {
    const random = seeded(6);
    const pool = [Number.MAX_VALUE, -Number.MAX_VALUE, 0, 1e308, 1e-300];
    for (let series = 0; series < 100; series++) {
      const huge = Array.from({ length: 60 }, () => pool[Math.floor(random() * pool.length)] as number);
      const narrow = { mean: 0, standardDeviation: 1e-300, delta: 0, threshold: 1 };
      const wide = { mean: 0, standardDeviation: Number.MAX_VALUE, lambda: 1 };
      const numbers = [
        ...cusum(huge, narrow).upper,
        ...cusum(huge, narrow).lower,
        ...pageHinkley(huge, narrow).increase,
        ...pageHinkley(huge, narrow).decrease,
        ...ewma(huge, wide).values,
        ...ewma(huge, wide).halfWidths,
      ];
      expect(numbers.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('a chart refuses', () => {
  const sound = { mean: 0, standardDeviation: 1 };

  it.each([
    ['x', () => cusum([1, Number.NaN], sound)],
    ['mean', () => cusum([1], { ...sound, mean: Infinity })],
    ['standardDeviation', () => cusum([1], { ...sound, standardDeviation: 0 })],
    ['k', () => cusum([1], { ...sound, k: -1 })],
    ['h', () => cusum([1], { ...sound, h: 0 })],
    ['x', () => pageHinkley([Infinity], { delta: 0, threshold: 1 })],
    ['delta', () => pageHinkley([1], { delta: -1, threshold: 1 })],
    ['threshold', () => pageHinkley([1], { delta: 0, threshold: 0 })],
    ['x', () => ewma([Number.NaN], sound)],
    ['mean', () => ewma([1], { ...sound, mean: Number.NaN })],
    ['standardDeviation', () => ewma([1], { ...sound, standardDeviation: -1 })],
    ['lambda', () => ewma([1], { ...sound, lambda: 0 })],
    ['lambda', () => ewma([1], { ...sound, lambda: 1.1 })],
    ['limit', () => ewma([1], { ...sound, limit: 0 })],
  ])('an impossible %s', (name, call) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(name);
  });
});
