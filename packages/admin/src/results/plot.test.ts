import { expect, it } from 'vitest';
import { plotOf, spanOf } from './plot';

const ROWS = [
  { difference: 0.013, lower: 0.004, upper: 0.022 },
  { difference: -0.006, lower: -0.0195, upper: 0.0078 },
];
const SIZE = { width: 720, margin: 12 };

it('a pixel is the value that it was drawn from', () => {
  const { x } = plotOf(ROWS, SIZE);

  for (const value of ROWS.flatMap(row => [row.difference, row.lower, row.upper])) {
    expect(x.invert(x(value))).toBeCloseTo(value, 12);
  }
});

it('zero is always on the chart, also when every interval is above it', () => {
  const { x } = plotOf([{ difference: 5, lower: 4, upper: 6 }], SIZE);

  expect(x(0)).toBeGreaterThanOrEqual(12);
  expect(x(6)).toBeLessThanOrEqual(708);
});

it('what is not bounded reaches the edge of the chart', () => {
  const plot = plotOf([{ difference: 1, lower: null, upper: 2 }], SIZE);

  expect(spanOf({ difference: 1, lower: null, upper: 2 }, plot)).toEqual({
    from: 12,
    to: plot.x(2),
    isOpenBelow: true,
    isOpenAbove: false,
  });
});

it('larger values lie further to the right, at any width', () => {
  for (const width of [280, 720, 1400]) {
    const { x } = plotOf(ROWS, { width, margin: 12 });

    expect(x(0.022)).toBeGreaterThan(x(0));
    expect(x(0)).toBeGreaterThan(x(-0.0195));
  }
});

it('a chart of nothing but zeros can be drawn', () => {
  const { x } = plotOf([{ difference: 0, lower: 0, upper: 0 }], SIZE);

  expect(x(0)).toBe(360);
});
