import { describe, expect, it } from 'vitest';
import type { Metric } from './metric.entity.js';
import { type MetricDefinition, define, retire } from './metric.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const blank = { id: 'id', key: 'orders', version: 0 } as Metric;
const defined = (overrides: Partial<MetricDefinition> = {}): Metric =>
  define(
    blank,
    { key: 'orders', name: 'Orders', kind: 'MEAN', outcomeTypes: ['ordered'], ...overrides },
    NOW,
  );

describe('a metric', () => {
  it('says everything that it was not told', () => {
    expect(defined()).toEqual({
      id: 'id',
      version: 0,
      key: 'orders',
      name: 'Orders',
      description: '',
      kind: 'MEAN',
      outcomeTypes: ['ordered'],
      aggregation: 'SUM',
      denominatorOutcomeTypes: null,
      denominatorAggregation: null,
      conversionWindowHours: null,
      cap: null,
      currency: null,
      direction: 'INCREASE',
      createdAt: NOW,
      retiredAt: null,
    });
  });

  const ratio = { kind: 'RATIO', denominatorOutcomeTypes: ['opened'] } as const;
  it.each<[Partial<MetricDefinition>, Partial<Metric>]>([
    [{ kind: 'MEAN' }, { aggregation: 'SUM' } as Partial<Metric>],
    [{ kind: 'PROPORTION' }, { aggregation: 'COUNT' } as Partial<Metric>],
    [ratio, { aggregation: 'COUNT', denominatorAggregation: 'COUNT' } as Partial<Metric>],
    [{ ...ratio, denominatorAggregation: 'SUM' }, { denominatorAggregation: 'SUM' } as Partial<Metric>],
    [{ kind: 'MEAN', aggregation: 'COUNT' }, { aggregation: 'COUNT' } as Partial<Metric>],
    [{ outcomeTypes: ['a', 'b', 'a'] }, { outcomeTypes: ['a', 'b'] }],
    [
      { name: '  Orders ', description: ' All. ' },
      { name: 'Orders', description: 'All.' },
    ],
    [{ direction: 'DECREASE' }, { direction: 'DECREASE' } as Partial<Metric>],
    [{ conversionWindowHours: 1 }, { conversionWindowHours: 1 }],
    [{ conversionWindowHours: 8784 }, { conversionWindowHours: 8784 }],
    [
      { cap: 0.01, currency: 'EUR' },
      { cap: 0.01, currency: 'EUR' },
    ],
    [{ outcomeTypes: ['Order Completed', 'a:b.c_d-e', 'x'.repeat(64)] }, {}],
  ])('that is told %j is %j', (told, expected) => {
    expect(defined(told)).toMatchObject(expected);
  });

  it.each<[string, Partial<MetricDefinition>]>([
    ['name', { name: '' }],
    ['name', { name: ' \t' }],
    ['name', { name: 'n'.repeat(201) }],
    ['description', { description: 'd'.repeat(2001) }],
    ['outcomeTypes', { outcomeTypes: [] }],
    ['outcomeTypes', { outcomeTypes: Array.from({ length: 21 }, (_one, index) => `t${index}`) }],
    ['outcomeTypes', { outcomeTypes: ['ordered', ''] }],
    ['outcomeTypes', { outcomeTypes: [' ordered'] }],
    ['outcomeTypes', { outcomeTypes: ['x'.repeat(65)] }],
    ['outcomeTypes', { outcomeTypes: ['ordered\n'] }],
    ['outcomeTypes', { outcomeTypes: ["ordered'"] }],
    ['denominatorOutcomeTypes', { kind: 'RATIO' }],
    ['denominatorOutcomeTypes', { kind: 'RATIO', denominatorOutcomeTypes: [] }],
    ['denominatorOutcomeTypes', { kind: 'RATIO', denominatorOutcomeTypes: ['?'] }],
    ['denominatorOutcomeTypes', { denominatorOutcomeTypes: ['opened'] }],
    ['denominatorOutcomeTypes', { kind: 'PROPORTION', denominatorAggregation: 'COUNT' }],
    ['conversionWindowHours', { conversionWindowHours: 0 }],
    ['conversionWindowHours', { conversionWindowHours: -1 }],
    ['conversionWindowHours', { conversionWindowHours: 8785 }],
    ['cap', { cap: 0 }],
    ['cap', { cap: -1 }],
    ['cap', { cap: Number.NaN }],
    ['cap', { kind: 'PROPORTION', cap: 1 }],
    ['currency', { currency: 'eur' }],
    ['currency', { currency: 'EURO' }],
    ['currency', { currency: '' }],
  ])('is refused for its %s: %j', (field, overrides) => {
    expect(() => defined(overrides)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ field }) }),
    );
  });

  it('is retired once', () => {
    const retired = retire(defined(), NOW);

    expect(retired).toEqual({ ...defined(), retiredAt: NOW });
    expect(() => retire(retired, NOW)).toThrow(
      expect.objectContaining({ extensions: { rule: 'metric-already-retired' } }),
    );
  });
});
