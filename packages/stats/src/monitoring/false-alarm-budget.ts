import { requirePositive } from '../domain.js';

/** How many false alarms a workspace will bear, and what it watches. */
export interface AlarmBudget {
  /** For all series together, positive. */
  readonly alarmsPerMonth: number;
  /** Series that are watched, each with its own chart, positive. */
  readonly series: number;
  /** How often each is looked at in a month, positive; default 30, once a day. */
  readonly looksPerMonth?: number | undefined;
}

/**
 * How long must each series run between false alarms, so that all of them together stay within a budget?
 * Give the answer to `cusumThreshold`, `ewmaThreshold` or `bernoulliCusumThreshold`. A one-off screen of
 * many p-values needs `benjaminiHochberg` instead.
 *
 * @param budget  alarmsPerMonth: for all series together; series: how many are watched; looksPerMonth: at
 *   each of them, default 30; all positive
 * @returns the average run length that each series needs, in looks; below 1 the budget can never be exceeded
 * @throws {RangeError} if an argument is not a positive finite number
 * @see Montgomery (2019), Introduction to Statistical Quality Control, 5.3.3: average run length
 * @example falseAlarmBudget({ alarmsPerMonth: 2, series: 200 }) // 3000
 */
export function falseAlarmBudget(budget: AlarmBudget): number {
  const { alarmsPerMonth, series, looksPerMonth = 30 } = budget;
  requirePositive('alarmsPerMonth', alarmsPerMonth);
  requirePositive('series', series);
  requirePositive('looksPerMonth', looksPerMonth);
  return (series / alarmsPerMonth) * looksPerMonth;
}
