import { type Moments, normal, normalPosterior, sequentialDifference, welch } from '@probity/stats';
import type { Design } from '../experiments/index.js';
import type { MethodNote } from './result.entity.js';

/** A difference as the method of a design sees it. `multiplier` times the standard error is half the interval. */
export interface Difference {
  readonly difference: number;
  readonly standardError: number;
  readonly multiplier: number;
  readonly interval: { readonly lower: number; readonly upper: number; readonly level: number };
  readonly pValue: number | null;
  readonly chanceToBeat: number | null;
}

/** Where no size is planned, the sequence is tuned to this many recipients, as GrowthBook does. */
const DEFAULT_TUNING_SIZE = 5_000;
/** What the normal approximation needs before a sequential or Bayesian number is shown. */
export const LEAST_UNITS = 150;
export const LEAST_NON_ZERO = 25;

const NOTES: Readonly<Record<`${Design['method']}`, MethodNote>> = {
  FIXED: { name: "Welch's t-test, read once", source: 'https://doi.org/10.1093/biomet/34.1-2.28' },
  SEQUENTIAL: { name: 'asymptotic confidence sequence', source: 'https://arxiv.org/abs/2103.06476' },
  BAYESIAN: {
    name: 'normal posterior under a flat prior',
    source: 'https://docs.growthbook.io/statistics/details',
  },
};

export const noteOf = ({ method }: Pick<Design, 'method'>): MethodNote => NOTES[method];

/** Whether an arm is large enough for the method. A fixed read needs two recipients, the others their approximation. */
export const isEnough = ({ method }: Pick<Design, 'method'>, units: number, nonZero: number): boolean =>
  method === 'FIXED' ? units >= 2 : units >= LEAST_UNITS && nonZero >= LEAST_NON_ZERO;

/**
 * The difference of two arms, by the registered method.
 *
 * @throws {RangeError} if an arm has fewer than two units, or neither arm varies
 */
export function differenceBy(design: Design, control: Moments, treatment: Moments): Difference {
  const { alpha } = design;
  const method: `${Design['method']}` = design.method;
  const fixed = welch(control, treatment, { alpha });
  const { difference, standardError } = fixed;
  switch (method) {
    case 'FIXED': {
      const multiplier = -normal.quantile(alpha / 2);
      return {
        difference,
        standardError,
        multiplier,
        interval: fixed.interval,
        pValue: fixed.pValue,
        chanceToBeat: null,
      };
    }
    case 'SEQUENTIAL': {
      const tuningSize = design.plannedRecipients ?? DEFAULT_TUNING_SIZE;
      const { interval, pValue } = sequentialDifference(control, treatment, { alpha, tuningSize });
      const multiplier = (interval.upper - interval.lower) / 2 / standardError;
      return { difference, standardError, multiplier, interval, pValue, chanceToBeat: null };
    }
    case 'BAYESIAN': {
      const { interval, chanceToBeat } = normalPosterior({ estimate: difference, standardError }, { alpha });
      const multiplier = -normal.quantile(alpha / 2);
      return { difference, standardError, multiplier, interval, pValue: null, chanceToBeat };
    }
    default:
      return method satisfies never;
  }
}
