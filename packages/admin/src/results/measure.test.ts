import { describe, expect, it } from 'vitest';
import { measureOf } from './measure';

const bare = { aggregation: 'SUM', currency: null, denominatorAggregation: null } as const;

describe('a measure', () => {
  it('writes a proportion in percent and its differences in percentage points', () => {
    const measure = measureOf({ ...bare, kind: 'PROPORTION', aggregation: 'COUNT' }, 0.0046);

    expect(measure.unit).toBe('percentage points');
    expect(measure.level(0.0925)).toBe('9.25\u202f%');
    expect(measure.difference(0.01321)).toBe('+1.32');
    expect(measure.difference(-0.0058)).toBe('−0.58');
  });

  it('writes money of one currency in its main unit', () => {
    const measure = measureOf({ ...bare, kind: 'MEAN', currency: 'EUR' }, 45);

    expect(measure.unit).toBe('EUR');
    expect(measure.level(746)).toBe('7.46');
    expect(measure.difference(110)).toBe('+1.10');
  });

  it('knows currencies without cents', () => {
    expect(measureOf({ ...bare, kind: 'MEAN', currency: 'JPY' }, 12).level(746)).toBe('746');
  });

  it('counts orders and not money, even where a currency is named', () => {
    expect(measureOf({ ...bare, kind: 'MEAN', aggregation: 'COUNT', currency: 'EUR' }, 0.01).unit).toBe('');
  });

  it('shows as many decimals as the error leaves worth showing', () => {
    expect(measureOf({ ...bare, kind: 'MEAN' }, 12).plain(1234.567)).toBe('1,235');
    expect(measureOf({ ...bare, kind: 'MEAN' }, 0.012).plain(1.234567)).toBe('1.235');
  });
});
