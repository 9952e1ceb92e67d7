import { requireNonNegative, requirePositive } from '../domain.js';

/**
 * How long must an experiment run to reach its sample? Whole weeks, because weekdays differ, and then the time
 * that the last recipients are given to convert.
 *
 * @param plan  units: planned total of all arms; unitsPerDay: eligible units on an average day, all arms
 *   together; conversionDays: conversion window after the last send, default 0
 * @returns weeks of sending, and days until the result may be read, both whole
 * @throws {RangeError} if an argument is out of range
 * @see Kohavi, Tang & Xu (2020), Trustworthy Online Controlled Experiments, 2, https://doi.org/10.1017/9781108653985
 * @example runTime({ units: 118818, unitsPerDay: 8000, conversionDays: 3 }) // { weeks: 3, days: 24 }
 */
export function runTime(plan: { units: number; unitsPerDay: number; conversionDays?: number | undefined }): {
  weeks: number;
  days: number;
} {
  const { units, unitsPerDay, conversionDays = 0 } = plan;
  requirePositive('units', units);
  requirePositive('unitsPerDay', unitsPerDay);
  requireNonNegative('conversionDays', conversionDays);
  const weeks = Math.ceil(units / (7 * unitsPerDay));
  return { weeks, days: 7 * weeks + Math.ceil(conversionDays) };
}
