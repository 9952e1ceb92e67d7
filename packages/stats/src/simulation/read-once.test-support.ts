import { normalPosterior } from '../bayes/normal-posterior.js';
import { cuped } from '../comparison/cuped.js';
import { relativeLift } from '../comparison/lift.js';
import { type Proportion, twoProportions } from '../comparison/proportions.js';
import { ratioDifference } from '../comparison/ratio.js';
import { welch } from '../comparison/welch.js';
import type { Interval } from '../interval.js';
import { type Engine, type Finding, holds, type Look } from './engine.test-support.js';
import type { Sums } from './populations.test-support.js';

const ALPHA = 0.05;

export const UNITS = ['rate', 'mean'] as const;
export const SENDS = ['rate per send', 'mean per send'] as const;

/** The engines that may be read once, at the planned end. */
export const READ_ONCE: readonly Engine[] = [
  once('Welch', UNITS, ({ control, treatment, truth }) => {
    const { pValue, interval } = welch(control.moments, treatment.moments);
    return { rejects: pValue < ALPHA, covers: holds(interval, truth.difference) };
  }),
  once('two proportions', ['rate'], ({ control, treatment, truth }) => {
    const { pValue, interval } = twoProportions(
      successesOf(control.sums, 'n'),
      successesOf(treatment.sums, 'n'),
    );
    return { rejects: (pValue ?? 1) < ALPHA, covers: holds(interval, truth.difference) };
  }),
  once('CUPED', UNITS, ({ control, treatment, truth }) => {
    const { pValue, interval } = cuped(control.pair, treatment.pair);
    return { rejects: pValue < ALPHA, covers: holds(interval, truth.difference) };
  }),
  once('CUPED, lift', UNITS, ({ control, treatment, truth }) =>
    byInterval(cuped(control.pair, treatment.pair).lift?.interval, truth.lift),
  ),
  once('lift, delta method', UNITS, ({ control, treatment, truth }) =>
    byInterval(relativeLift(control.moments, treatment.moments).interval, truth.lift),
  ),
  once('lift, Fieller', UNITS, ({ control, treatment, truth }) =>
    byInterval(relativeLift(control.moments, treatment.moments).fieller, truth.lift),
  ),
  once('chance to beat, flat prior', UNITS, ({ control, treatment, truth }) => {
    const { difference, standardError } = welch(control.moments, treatment.moments);
    const { chanceToBeat, interval } = normalPosterior({ estimate: difference, standardError });
    return { rejects: isSure(chanceToBeat), covers: holds(interval, truth.difference) };
  }),
  once('ratio', SENDS, ({ control, treatment, truth }) => {
    const { pValue, interval } = ratioDifference(control.pair, treatment.pair);
    if (pValue === null || interval === null) return null;
    return { rejects: pValue < ALPHA, covers: holds(interval, truth.difference) };
  }),
  once('ratio, lift by delta method', SENDS, ({ control, treatment, truth }) =>
    byInterval(ratioDifference(control.pair, treatment.pair).relative?.interval, truth.lift),
  ),
  once('ratio, lift by Fieller', SENDS, ({ control, treatment, truth }) =>
    byInterval(ratioDifference(control.pair, treatment.pair).relative?.fieller, truth.lift),
  ),
];

/** Counting sends as if they had been randomised; recipients differ, and so it must err too often. */
export const SENDS_AS_UNITS: Engine = {
  name: 'control: z-test over sends',
  metrics: ['rate per send'],
  read: 'once',
  promise: 'none',
  find: ({ control, treatment, truth }) => {
    const { pValue, interval } = twoProportions(
      successesOf(control.sums, 'x'),
      successesOf(treatment.sums, 'x'),
    );
    return { rejects: (pValue ?? 1) < ALPHA, covers: holds(interval, truth.difference) };
  },
};

/** A chance to beat beyond these is as rare under no effect as a two-sided p-value below 0.05. */
export function isSure(chanceToBeat: number): boolean {
  return chanceToBeat < ALPHA / 2 || chanceToBeat > 1 - ALPHA / 2;
}

function once(name: string, metrics: Engine['metrics'], find: (look: Look) => Finding | null): Engine {
  return { name, metrics, read: 'once', promise: 'nominal', find };
}

function byInterval(interval: Interval | null | undefined, truth: number): Finding | null {
  if (interval === null || interval === undefined) return null;
  return { rejects: !holds(interval, 0), covers: holds(interval, truth) };
}

function successesOf(sums: Sums, trials: 'n' | 'x'): Proportion {
  return { successes: sums.y, trials: sums[trials] };
}
