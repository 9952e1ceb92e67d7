import { expect, it } from 'vitest';
import { metricInput, newMetric, typesIn } from './metric-form';

it('types of outcome are told apart by commas', () => {
  expect(typesIn(' ordered, refunded ,')).toEqual(['ordered', 'refunded']);
  expect(typesIn(null)).toEqual([]);
});

it('a proportion has neither cap nor denominator, whatever was typed before', () => {
  const form = { ...newMetric(), cap: 5, denominatorOutcomeTypes: 'ordered' };

  expect(metricInput(form)).toMatchObject({
    aggregation: 'COUNT',
    cap: null,
    denominatorOutcomeTypes: null,
    denominatorAggregation: null,
  });
});

it('a ratio has a denominator', () => {
  const form = { ...newMetric(), kind: 'RATIO' as const, denominatorOutcomeTypes: 'ordered' };

  expect(metricInput(form)).toMatchObject({
    denominatorOutcomeTypes: ['ordered'],
    denominatorAggregation: 'COUNT',
  });
});
