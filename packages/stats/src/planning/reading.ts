import { normal } from '../distributions/index.js';
import { requirePositive } from '../domain.js';
import { alphaOf } from '../interval.js';
import type { PlanOptions, ReadingOptions } from './plan.js';
import { confidenceSequence } from '../sequential/confidence-sequence.js';
import { bisect, solveIncreasing } from './solve.js';

/** An effect counts as found when it exceeds `critical` times `scale` times its standard error. */
export interface Reading {
  readonly critical: number;
  readonly scale: number;
}

const TESTS = ['fixed', 'sequential', 'sequentialAtEnd'];

/**
 * By what factor must a sample grow to be read with a confidence sequence, and so at any time, instead of once
 * at the end? The square of the ratio of the two half widths at the planned end.
 *
 * @param plan  n: total units of both arms at the end; tuningSize: total at which the sequence is tightest,
 *   default n; alpha in (0, 1), default 0.05
 * @returns the factor, above 1; its root is the factor of the detectable effect
 * @throws {RangeError} if an argument is out of range
 * @see Waudby-Smith et al. (2021), https://arxiv.org/abs/2103.06476
 * @example sequentialInflation({ n: 10000, tuningSize: 5000 }) // 2.4398654779672
 */
export function sequentialInflation(plan: {
  n: number;
  tuningSize?: number | undefined;
  alpha?: number | undefined;
}): number {
  const alpha = alphaOf(plan);
  requirePositive('n', plan.n);
  const { tuningSize = plan.n } = plan;
  requirePositive('tuningSize', tuningSize);
  return (sequenceMultiplier(alpha, plan.n, tuningSize) / -normal.quantile(alpha / 2)) ** 2;
}

/** How the result of the planned total of units will be read. */
export function readingOf(plan: ReadingOptions, total: number): Reading {
  const { test = 'fixed', tuningSize = total } = plan;
  const alpha = alphaOf(plan);
  if (!TESTS.includes(test)) throw new RangeError(`test must be one of ${TESTS.join(', ')}, got ${test}`);
  requirePositive('tuningSize', tuningSize);
  const ordinary = -normal.quantile(alpha / 2);
  if (test === 'fixed') return { critical: ordinary, scale: 1 };
  const multiplier = sequenceMultiplier(alpha, total, tuningSize);
  return test === 'sequential'
    ? { critical: ordinary, scale: multiplier / ordinary }
    : { critical: multiplier, scale: 1 };
}

/** The half width of the confidence sequence in standard errors. */
function sequenceMultiplier(alpha: number, total: number, tuningSize: number): number {
  return confidenceSequence(0, 1, total, { alpha, tuningSize }).interval.upper;
}

/** The chance that an effect of so many standard errors is found, in either direction. */
export function powerAt(shift: number, { critical, scale }: Reading): number {
  const z = shift / scale;
  return normal.sf(critical - z) + normal.cdf(-critical - z);
}

/** How many standard errors the effect must be away for the power asked for. */
export function shiftFor(
  power: number,
  { critical, scale }: Reading,
  { bothTails = false }: PlanOptions,
): number {
  const oneTail = critical + normal.quantile(power);
  const least = bothTails ? 2 * normal.sf(critical) : normal.sf(critical);
  if (!(power > least))
    throw new RangeError(`power must exceed the chance ${least} to reject without effect`);
  if (!bothTails) return scale * oneTail;
  const found = { critical, scale: 1 };
  return scale * bisect(z => powerAt(z, found) >= power, 0, Math.max(oneTail, 0) + 1);
}

/**
 * The units of control at which the sample is as large as its own reading needs: the half width of a sequence
 * depends on the total, unless it is tuned to the total.
 */
export function sizeFor(plan: PlanOptions, ratio: number, sizeAt: (reading: Reading) => number): number {
  if ((plan.test ?? 'fixed') === 'fixed' || plan.tuningSize === undefined) return sizeAt(readingOf(plan, 1));
  const excess = (n: number): number => n / sizeAt(readingOf(plan, n * (1 + ratio)));
  return solveIncreasing(
    excess,
    1,
    Number.MIN_VALUE,
    sizeAt(readingOf({ ...plan, tuningSize: undefined }, 1)),
  );
}
