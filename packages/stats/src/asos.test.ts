import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endingsOf, seriesOf, splitOf } from './simulation/asos.test-support.js';
import { hasRealData } from './vectors.test-support.js';

const FILE = new URL('../../../../shared/data/asos_digital_experiments_dataset.csv', import.meta.url);

/** All counts were computed apart, with scipy, mpmath and the published formulas. */
const BY_METRIC = [
  {
    metric: 1,
    series: 99,
    atEnd: 26,
    sequential: 21,
    stoppedEarly: 20,
    peeking: 46,
    medianSaved: 0.614168751,
  },
  {
    metric: 2,
    series: 94,
    atEnd: 27,
    sequential: 37,
    stoppedEarly: 36,
    peeking: 63,
    medianSaved: 0.632437259,
  },
  {
    metric: 3,
    series: 94,
    atEnd: 25,
    sequential: 23,
    stoppedEarly: 21,
    peeking: 57,
    medianSaved: 0.491155941,
  },
  {
    metric: 4,
    series: 94,
    atEnd: 27,
    sequential: 24,
    stoppedEarly: 23,
    peeking: 58,
    medianSaved: 0.541253966,
  },
];

describe.skipIf(!hasRealData)('78 real experiments of a shop, read day by day', () => {
  const series = hasRealData ? seriesOf(readFileSync(FILE, 'utf8')) : [];
  const endings = endingsOf(series);

  it('are 396 series, of which 15 have no variance at any look', () => {
    expect(series).toHaveLength(396);
    expect(endings.series).toBe(381);
  });

  it('differ by the sequential test as often as by a test at the end, and mostly long before it', () => {
    expect(endings).toMatchObject({ atEnd: 105, sequential: 105, stoppedEarly: 100 });
    expect(endings.medianSaved).toBeCloseTo(0.597214624, 8);
  });

  it('would be called different twice as often by whoever tests at every look as if it were the only one', () => {
    expect(endings.peeking).toBe(224);
  });

  it('are not always called different by the same test: effects come and go', () => {
    expect(endings).toMatchObject({ onlyAtEnd: 31, onlySequential: 31 });
  });

  it.each(BY_METRIC)('end as counted for metric $metric', ({ metric, medianSaved, ...counts }) => {
    const ofMetric = endingsOf(series.filter(one => one.metric === metric));

    expect(ofMetric).toMatchObject(counts);
    expect(ofMetric.medianSaved).toBeCloseTo(medianSaved, 8);
  });

  it('have two variants whose units become fewer with time, as no experiment should', () => {
    const shrinking = series.filter(({ metric, counts }) =>
      counts.some(([control, treatment], look) => {
        const before = counts[look - 1];
        return metric === 1 && before !== undefined && (control < before[0] || treatment < before[1]);
      }),
    );

    expect(shrinking.map(({ experiment, variant }) => `${experiment} ${variant}`)).toEqual([
      '4db6c7 2',
      'b3280a 1',
    ]);
  });

  describe('split into halves', () => {
    const splits = series.filter(({ metric }) => metric === 1).map(splitOf);
    const halves = splits.filter(({ treatmentShare }) => Math.abs(treatmentShare - 0.5) < 0.1);

    it('are 96 of 99 variants, and 9 of those are not the halves they should be', () => {
      expect(splits).toHaveLength(99);
      expect(halves).toHaveLength(96);
      expect(halves.filter(({ atEnd }) => atEnd)).toHaveLength(9);
    });

    it('raise an alarm in two that are healed at the end, and miss one, asked at every look', () => {
      expect(halves.filter(({ sequential }) => sequential)).toHaveLength(10);
      expect(halves.filter(({ sequential, atEnd }) => sequential && !atEnd)).toHaveLength(2);
    });

    it('raise more alarms when a test for the end is asked at every look', () => {
      expect(halves.filter(({ peeking }) => peeking)).toHaveLength(12);
    });
  });
});
