import { describe, expect, it } from 'vitest';
import { logRank, type SurvivalGroup } from './log-rank.js';
import { kaplanMeier, survivalAt } from './survival-curve.js';
import { casesOf, expectClose, numbersAt, seeded, type Value } from '../vectors.test-support.js';

const cases = casesOf('survival_retention');
const random = seeded(17);

function groupAt(fields: Record<string, Value>): SurvivalGroup {
  return { times: numbersAt(fields, 'time'), events: numbersAt(fields, 'event') };
}

/** Events at a constant rate, seen for a time that is drawn as well; whole days, so that there are ties. */
function drawn(size: number, rate: number): { times: number[]; events: boolean[] } {
  const arrivals = Array.from({ length: size }, () => Math.floor(-Math.log(1 - random()) / rate));
  const lastSeen = Array.from({ length: size }, () => Math.floor(60 * random()));
  return {
    times: arrivals.map((time, i) => Math.min(time, lastSeen[i] as number)),
    events: arrivals.map((time, i) => time <= (lastSeen[i] as number)),
  };
}

describe('a survival curve', () => {
  it.each(cases.filter(({ id }) => id.startsWith('km_')))('agrees with R for $id', ({ inputs, outputs }) => {
    const { times, events } = groupAt(inputs);

    const { points, median } = kaplanMeier(times, events);

    expect(points.map(({ time }) => time)).toEqual(outputs['time']);
    expect(points.map(({ atRisk }) => atRisk)).toEqual(outputs['n_risk']);
    expect(points.map(({ events: count }) => count)).toEqual(outputs['n_event']);
    expect(median).toBe(outputs['median']);
    for (const [i, point] of points.entries()) {
      const at = (key: string) => (outputs[key] as readonly Value[])[i];
      expectClose(point.survival, at('surv'), 1e-14);
      if (at('se_surv') === 'NaN') expect([point.standardError, point.interval]).toEqual([null, null]);
      else {
        expectClose(point.standardError, at('se_surv'), 1e-13);
        expectClose(point.interval?.lower ?? null, at('ci95_loglog_lower'), 1e-12);
        expectClose(point.interval?.upper ?? null, at('ci95_loglog_upper'), 1e-12);
      }
    }
  });

  // The purchases of case cdnow_second_order_km are not published with this code; the retention of Cookie
  // Cats is in real-data.test.ts.

  it('without censoring is the share of units still to come, with its binomial error', () => {
    const times = Array.from({ length: 200 }, () => Math.floor(40 * random()));
    const { points } = kaplanMeier(
      times,
      times.map(() => 1),
    );

    for (const { time, survival, standardError, censored } of points) {
      const share = times.filter(other => other > time).length / 200;
      expectClose(survival, share, 1e-13);
      if (share > 0) expectClose(standardError, Math.sqrt((share * (1 - share)) / 200), 1e-12);
      expect(censored).toBe(0);
    }
  });

  it('counts every unit once, never rises, and lies within its interval', () => {
    const { times, events } = drawn(500, 0.03);
    const { points } = kaplanMeier(times, events);

    expect(points.reduce((sum, point) => sum + point.events + point.censored, 0)).toBe(500);
    let [atRisk, survival] = [500, 1];
    for (const point of points) {
      expect(point.atRisk).toBe(atRisk);
      expect(point.survival).toBeLessThanOrEqual(survival);
      if (point.interval !== null) {
        expect(point.interval.lower).toBeLessThan(point.survival);
        expect(point.interval.upper).toBeGreaterThan(point.survival);
        expect(point.interval.upper).toBeLessThan(1);
      }
      atRisk -= point.events + point.censored;
      survival = point.survival;
    }
    expect(atRisk).toBe(0);
  });

  it('does not depend on the order of the units, and takes typed arrays and both kinds of event', () => {
    const { times, events } = drawn(50, 0.05);
    const flags = Uint8Array.from(events, Number);

    const curve = kaplanMeier(times, events);

    expect(kaplanMeier(times.toReversed(), events.toReversed())).toEqual(curve);
    expect(kaplanMeier(Float64Array.from(times), flags)).toEqual(curve);
  });

  it('takes a unit censored at the time of an event for one that could still have had it', () => {
    expect(kaplanMeier([5, 5], [1, 0]).points[0]?.survival).toBe(0.5);
  });

  it('has no error and no interval before the first event', () => {
    const [first] = kaplanMeier([1, 2, 3], [0, 1, 0]).points;

    expect(first).toMatchObject({ survival: 1, standardError: 0, interval: null });
  });

  it.each([
    ['in the middle where it lies level at one half', [1, 2, 3, 4], [1, 1, 1, 1], 2.5],
    ['where it falls below one half', [1, 2, 3], [1, 1, 1], 2],
    ['at one half itself where nothing comes after', [1, 2, 3, 4], [1, 1, 0, 0], 2],
    ['never where half are still to come', [1, 2, 3, 4], [1, 0, 0, 0], null],
    [
      'in the middle although a product of twelfths rounds',
      Array.from({ length: 12 }, (_, i) => i),
      Array.from({ length: 12 }, () => 1),
      5.5,
    ],
  ])('has its median %s', (_, times, events, median) => {
    expect(kaplanMeier(times, events).median).toBe(median);
  });

  it('of a unit in a million has an interval that keeps its digits', () => {
    const n = 1_000_000;
    const times = new Float64Array(n).fill(2);
    times[0] = 1;
    const [first] = kaplanMeier(times, new Uint8Array(n).fill(1, 0, 1)).points;

    // 1 - exp(log1p(-1e-6) exp(1.959963984540054 sqrt(1e-6 / 999999) / -log1p(-1e-6))) by mpmath
    expectClose(1 - (first?.interval?.lower ?? 0), 7.099049735397144e-6, 1e-10);
  });

  it('covers the true survival as often as it says', () => {
    const runs = 1000;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const { times, events } = drawn(80, 0.04);
      const interval = kaplanMeier(times, events).points.findLast(({ time }) => time <= 20)?.interval;
      const truth = Math.exp(-0.04 * 21);
      if (interval && interval.lower < truth && interval.upper > truth) covered++;
    }

    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.975);
  });

  it.each([
    ['times', [], []],
    ['events', [1, 2], [1]],
    ['events', [1, 2], [1, 0, 1]],
    ['times', [1, -2], [1, 1]],
    ['times', [1, Number.NaN], [1, 1]],
    ['events', [1, 2], [1, 2]],
    ['events', [1, 2], [1, Number.NaN]],
  ])('is refused by the name of %s for %j, %j', (name, times, events) => {
    expect(() => kaplanMeier(times, events)).toThrow(RangeError);
    expect(() => kaplanMeier(times, events)).toThrow(new RegExp(`^${name} must`));
  });
});

describe('the survival at a time', () => {
  const curve = kaplanMeier([2, 4, 4, 7, 9], [1, 1, 0, 1, 0]);

  it.each([
    [0, 1],
    [1.999, 1],
    [2, 0.8],
    [3.5, 0.8],
    [4, 0.6],
    [6.99, 0.6],
    [7, 0.3],
    [9, 0.3],
  ])('%d is %d', (time, survival) => {
    expectClose(survivalAt(curve, time), survival, 1e-15);
  });

  it('is not known after the last unit was seen, unless none was left', () => {
    expect(survivalAt(curve, 9.001)).toBeNull();
    expect(survivalAt(kaplanMeier([2, 4], [1, 1]), 99)).toBe(0);
  });

  it('is refused for a time that is none', () => {
    expect(() => survivalAt(curve, -1)).toThrow(/^time must/);
    expect(() => survivalAt(curve, Number.NaN)).toThrow(/^time must/);
  });
});

describe('the log-rank test', () => {
  it.each(cases.filter(({ id }) => id.startsWith('logrank')))(
    'agrees with R for $id',
    ({ inputs, outputs }) => {
      const groups = Object.values(inputs).map(group => groupAt(group as Record<string, Value>));

      const result = logRank(groups);

      expectClose(result.statistic, outputs['chisq'], 1e-12);
      expectClose(result.pValue, outputs['p'], 1e-12);
      expect(result.degreesOfFreedom).toBe(groups.length - 1);
      expect(result.observed).toEqual(outputs['obs']);
      result.expected.forEach((count, i) => expectClose(count, numbersAt(outputs, 'exp')[i], 1e-13));
    },
  );

  // by mpmath with 30 digits
  const three = [
    { times: [2, 3, 3, 5, 8, 8, 9, 12], events: [1, 1, 0, 1, 1, 0, 1, 0] },
    { times: [1, 3, 4, 4, 6, 10, 15, 15, 20], events: [0, 1, 1, 1, 0, 1, 1, 1, 0] },
    { times: [1, 2, 2, 7, 9, 11], events: [1, 1, 1, 0, 1, 1] },
  ] as const;

  it('of three groups has two degrees of freedom', () => {
    const result = logRank(three);

    expectClose(result.statistic, 2.4534209697183593, 1e-13);
    expectClose(result.pValue, 0.2932556617119875, 1e-13);
    expect(result.degreesOfFreedom).toBe(2);
    expectClose(result.expected[2] ?? null, 3.005924510272336, 1e-14);
  });

  it('does not depend on the order of the groups', () => {
    expectClose(logRank(three.toReversed()).statistic, 2.4534209697183593, 1e-12);
    expect(logRank([three[1], three[0]]).pValue).toBeCloseTo(0.40039394890338037, 13);
  });

  it('expects as many events in all as there were', () => {
    const result = logRank([drawn(100, 0.02), drawn(60, 0.04), drawn(80, 0.03)]);
    const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

    expectClose(total(result.expected), total(result.observed), 1e-12);
  });

  it('leaves out a group that was gone before the first event', () => {
    const early = { times: [0, 0], events: [0, 0] };

    const result = logRank([three[0], early, three[1]]);

    expectClose(result.statistic, 0.7071428571428572, 1e-13);
    expect(result).toMatchObject({ degreesOfFreedom: 1, observed: [5, 0, 6] });
  });

  it('of a group and itself finds nothing', () => {
    expect(logRank([three[0], three[0]])).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it('rejects no more often than it says where the rates are the same', () => {
    const runs = 500;
    let rejected = 0;
    for (let run = 0; run < runs; run++) {
      if ((logRank([drawn(60, 0.03), drawn(40, 0.03)]).pValue ?? 1) < 0.05) rejected++;
    }

    expect(rejected / runs).toBeGreaterThan(0.025);
    expect(rejected / runs).toBeLessThan(0.08);
  });

  it('without events, or with nobody to compare with, is not a question', () => {
    const quiet = { times: [1, 2], events: [0, 0] };

    expect(logRank([quiet, quiet])).toMatchObject({ pValue: null, undefinedBecause: 'no events' });
    expect(logRank([quiet, { times: [8, 9], events: [1, 1] }])).toMatchObject({
      statistic: null,
      undefinedBecause: 'only one group at risk',
    });
    const atOnce = { times: [4, 4], events: [1, 1] };
    expect(logRank([atOnce, atOnce, quiet])).toMatchObject({
      statistic: null,
      pValue: null,
      undefinedBecause: 'all events at once',
    });
  });

  it.each([
    ['groups', [{ times: [1], events: [1] }]],
    [
      'groups[1].times',
      [
        { times: [1], events: [1] },
        { times: [], events: [] },
      ],
    ],
    [
      'groups[0].events',
      [
        { times: [1], events: [5] },
        { times: [1], events: [1] },
      ],
    ],
  ])('is refused by the name of %s', (name, groups) => {
    expect(() => logRank(groups)).toThrow(RangeError);
    expect(() => logRank(groups)).toThrow(`${name} must`);
  });
});
