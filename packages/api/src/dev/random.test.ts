import { expect, test } from 'vitest';
import { logNormal, randomNamed, uuidNamed } from './random.js';

const draws = (count: number, random: () => number): number[] => Array.from({ length: count }, random);
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;

test('the same name and number bring the same luck, others another', () => {
  const autumn = randomNamed('autumn');

  expect(draws(5, autumn(7))).toEqual(draws(5, randomNamed('autumn')(7)));
  expect(draws(5, autumn(7))).not.toEqual(draws(5, autumn(8)));
  expect(draws(5, autumn(7))).not.toEqual(draws(5, randomNamed('winter')(7)));
});

test('luck is never 1, and its first draw is even across neighbouring numbers', () => {
  const autumn = randomNamed('autumn');
  const first = Array.from({ length: 100_000 }, (_none, index) => autumn(index)());

  const perTenth = Array.from(
    { length: 10 },
    (_none, tenth) => first.filter(value => Math.floor(value * 10) === tenth).length,
  );

  expect(Math.max(...first.slice(0, 50_000))).toBeLessThan(1);
  // Chi-squared with 9 degrees of freedom exceeds 33.7 once in ten thousand times.
  expect(perTenth.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(33.7);
});

test('orders have the mean that is asked for', () => {
  const random = randomNamed('orders')(1);

  const orders = draws(200_000, () => logNormal(random, { mean: 100, sigma: 0.8 }));

  expect(Math.abs(meanOf(orders) - 100)).toBeLessThan(1);
});

test('a name makes a UUID of version 8', () => {
  expect(uuidNamed('one')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidNamed('one')).toBe(uuidNamed('one'));
  expect(uuidNamed('one')).not.toBe(uuidNamed('two'));
});
