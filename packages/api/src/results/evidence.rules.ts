import type { PairMoments } from '@probity/stats';

/**
 * What was measured of one metric in one arm. `pair.y` is the metric; `pair.x` is the denominator of a ratio, or the
 * covariate; all zeros where there is neither.
 */
export interface MeasuredArm {
  readonly pair: PairMoments;
  /** Recipients whose value is not zero: conversions, buyers. */
  readonly nonZero: number;
}

export interface MeasuredMetric {
  readonly key: string;
  readonly kind: 'PROPORTION' | 'MEAN' | 'RATIO';
  readonly direction: 'INCREASE' | 'DECREASE';
  readonly hasCovariate: boolean;
  /** In the order of the variants. */
  readonly arms: readonly MeasuredArm[];
}

/** Everything that an analysis looks at; where it came from does not matter to it. */
export interface Evidence {
  readonly asOf: Date;
  readonly phase: number;
  readonly isRunning: boolean;
  readonly variants: readonly {
    readonly key: string;
    readonly isControl: boolean;
    readonly weightBp: number;
  }[];
  /** Recipients of each variant, in the same order. */
  readonly units: readonly number[];
  /** Recipients seen in more than one variant, who are left out. */
  readonly inSeveralVariants: number;
  readonly metrics: ReadonlyMap<string, MeasuredMetric>;
}

export const NOTHING_MEASURED: MeasuredArm = {
  pair: { n: 0, meanY: 0, meanX: 0, varianceY: 0, varianceX: 0, covariance: 0 },
  nonZero: 0,
};
