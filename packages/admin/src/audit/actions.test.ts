import { expect, it } from 'vitest';
import { actionText, isDenied } from './actions';

it('an action reads as people say it', () => {
  expect(actionText('experiment.start')).toBe('Started experiment');
  expect(actionText('metric.retire')).toBe('Retired metric');
  expect(actionText('holdout.open')).toBe('Opened holdout');
});

it('a refused attempt says so', () => {
  expect(actionText('experiment.start.denied')).toBe('Was refused: started experiment');
  expect(isDenied('experiment.start.denied')).toBe(true);
  expect(isDenied('experiment.start')).toBe(false);
});

it('an attempt that failed says so', () => {
  expect(actionText('experiment.start.failed')).toBe('Failed: started experiment');
  expect(isDenied('experiment.start.failed')).toBe(false);
});

it('an action without words is shown as it is', () => {
  expect(actionText('someday.happened')).toBe('someday.happened');
});
