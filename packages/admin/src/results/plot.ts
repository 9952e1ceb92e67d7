import { type ScaleLinear, scaleLinear } from 'd3-scale';

export interface Ends {
  readonly difference: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface Plot {
  /** From a value to a pixel; `invert` goes back. */
  readonly x: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
}

/** The scale of a chart of intervals: zero is always on it, and so is everything that is bounded. */
export function plotOf(
  rows: readonly Ends[],
  options: { width: number; margin: number; also?: readonly number[] },
): Plot {
  const { width, margin, also = [] } = options;
  const values = rows.flatMap(({ difference, lower, upper }) => [difference, lower, upper]);
  const known = [0, ...also, ...values.filter(value => value !== null)];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = (most - least || 1) * 0.06;
  const x = scaleLinear([least - room, most + room], [margin, width - margin]);
  return { x, ticks: x.ticks(Math.max(3, Math.round(width / 130))) };
}

/** An interval in pixels. An end that is not bounded lies on the edge of the chart, and is drawn as an arrow. */
export function spanOf({ lower, upper }: Ends, { x }: Plot) {
  const [left = 0, right = 0] = x.range();
  return {
    from: lower === null ? left : x(lower),
    to: upper === null ? right : x(upper),
    isOpenBelow: lower === null,
    isOpenAbove: upper === null,
  };
}
