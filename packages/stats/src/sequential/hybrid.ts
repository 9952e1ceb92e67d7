import { type Comparison, requireTwoUnits, welch } from '../comparison/welch.js';
import { requireOpenUnit, requirePositive } from '../domain.js';
import { alphaOf, type Interval } from '../interval.js';
import { meanDifference, type Moments } from '../moments/moments.js';
import {
  sequentialDifference,
  type SequenceOptions,
  type SequentialEstimate,
} from './confidence-sequence.js';

/** `tuningSize` is the planned total of both arms. */
export interface HybridOptions extends SequenceOptions {
  /** The part of alpha that pays for the looks on the way, in (0, 1); default 0.5. The end gets the rest. */
  readonly sequentialShare?: number | undefined;
  /** Whether this is the one look at the registered end. */
  readonly isFinal: boolean;
}

/** A difference that may be looked at as often as one likes, and is tested once more at the end. */
export interface HybridEstimate {
  readonly estimate: number;
  /** Null when neither arm varies. */
  readonly standardError: number | null;
  /** With the same alpha for all looks and the end together. */
  readonly interval: Interval | null;
  /** Comparable with alpha at every look. */
  readonly pValue: number | null;
  readonly isSignificant: boolean;
  /** The confidence sequence at its own level. */
  readonly sequential: SequentialEstimate | null;
  /** Welch's test at its own level; null before the end. */
  readonly fixed: Comparison | null;
  readonly undefinedBecause: 'neither arm varies' | null;
}

/**
 * Is the treatment mean different, if looks on the way shall be safe and the registered end shall not pay for
 * all of them? A share of alpha pays for a confidence sequence throughout, the rest for one Welch test at the
 * end; either may reject. Use `sequentialDifference` where there is no registered end, `welch` where nobody
 * looks before it.
 *
 * @param control  moments of the control arm, at least two units
 * @param treatment  moments of the treatment arm, at least two units
 * @param options  alpha in (0, 1), default 0.05; tuningSize: planned total of both arms; sequentialShare in
 *   (0, 1), default 0.5; isFinal: true at the registered end only; exact: see `sequenceRho`
 * @returns treatment minus control with the interval and p-value that hold at this look: of the sequence on
 *   the way, of both together (narrower interval, union of the rejections) at the end; null when neither arm
 *   varies. May be carried over looks with `runningSequence`
 * @throws {RangeError} if an arm has fewer than two units, or an option is out of range
 * @see Eppo, analysis methods, https://docs.geteppo.com/statistics/confidence-intervals/analysis-methods/
 * @see Waudby-Smith et al. (2021), https://arxiv.org/abs/2103.06476
 * @example
 * hybridDifference({ n: 9, mean: 1, variance: 1 }, { n: 9, mean: 2, variance: 1 }, { tuningSize: 18, isFinal: true }).pValue // 0.0997292233151
 */
export function hybridDifference(
  control: Moments,
  treatment: Moments,
  options: HybridOptions,
): HybridEstimate {
  const alpha = alphaOf(options);
  const { sequentialShare = 0.5, isFinal, tuningSize, exact } = options;
  requireOpenUnit('sequentialShare', sequentialShare);
  requirePositive('tuningSize', tuningSize);
  if (typeof isFinal !== 'boolean') throw new RangeError('isFinal must be true or false');
  requireTwoUnits('control', control);
  requireTwoUnits('treatment', treatment);
  if (control.variance === 0 && treatment.variance === 0) return withoutVariation(control, treatment);
  const forLooks = { alpha: alpha * sequentialShare, tuningSize, exact };
  const sequential = sequentialDifference(control, treatment, forLooks);
  const fixed = isFinal ? welch(control, treatment, { alpha: alpha * (1 - sequentialShare) }) : null;
  const pOfLooks = sequential.pValue / sequentialShare;
  const pOfEnd = fixed === null ? 1 : fixed.pValue / (1 - sequentialShare);
  const pValue = Math.min(1, pOfLooks, pOfEnd);
  return {
    estimate: sequential.estimate,
    standardError: sequential.standardError,
    interval: narrower(sequential.interval, fixed?.interval ?? sequential.interval, 1 - alpha),
    pValue,
    isSignificant: pValue < alpha,
    sequential,
    fixed,
    undefinedBecause: null,
  };
}

/** Both are centred on the estimate, so their intersection is the narrower one. */
function narrower(one: Interval, other: Interval, level: number): Interval {
  return {
    lower: Math.max(one.lower, other.lower),
    upper: Math.min(one.upper, other.upper),
    level,
  };
}

function withoutVariation(control: Moments, treatment: Moments): HybridEstimate {
  return {
    estimate: meanDifference(control, treatment),
    standardError: null,
    interval: null,
    pValue: null,
    isSignificant: false,
    sequential: null,
    fixed: null,
    undefinedBecause: 'neither arm varies',
  };
}
