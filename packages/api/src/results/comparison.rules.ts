import {
  type Moments,
  type PairMoments,
  covariateAdjusted,
  cuped,
  ratioMoments,
  relativeLift,
  normal,
} from '@probity/stats';
import type { Design } from '../experiments/index.js';
import type { MeasuredArm, MeasuredMetric } from './evidence.rules.js';
import { type Difference, differenceBy, isEnough, noteOf } from './method.rules.js';
import type { Comparison } from './result.entity.js';
import type { ComparisonStatus, RelativeStatus } from './result.enums.js';

/** Two arms of one metric, and what they are called. */
export interface Pairing {
  readonly metric: Pick<MeasuredMetric, 'kind' | 'hasCovariate'>;
  readonly controlKey: string;
  readonly variantKey: string;
  readonly control: MeasuredArm;
  readonly treatment: MeasuredArm;
}

interface Comparable {
  readonly control: Moments;
  readonly treatment: Moments;
  readonly varianceReduction: number | null;
}

/** One variant against the control, or why they cannot be compared. */
export function compare(design: Design, pairing: Pairing): Comparison {
  const { control, treatment, metric } = pairing;
  const enough = [control, treatment].every(({ pair, nonZero }) => isEnough(design, pair.n, nonZero));
  if (control.pair.n === 0 || treatment.pair.n === 0) return not('EMPTY_ARM', design, pairing);
  if (!enough) return not('NOT_ENOUGH_DATA', design, pairing);
  const arms = comparable(metric, control.pair, treatment.pair);
  if (!arms) return not('ZERO_DENOMINATOR', design, pairing);
  if (arms.control.variance === 0 && arms.treatment.variance === 0)
    return not('ZERO_VARIANCE', design, pairing);
  const { multiplier, ...difference } = differenceBy(design, arms.control, arms.treatment);
  return {
    ...labels('OK', design, pairing),
    ...difference,
    ...relative(design, arms, multiplier),
    adjustedPValue: difference.pValue,
    varianceReduction: arms.varianceReduction,
    guardrail: null,
  };
}

function comparable(
  { kind, hasCovariate }: Pick<MeasuredMetric, 'kind' | 'hasCovariate'>,
  control: PairMoments,
  treatment: PairMoments,
): Comparable | null {
  if (kind === 'RATIO') {
    const [c, t] = [ratioMoments(control), ratioMoments(treatment)];
    return c && t ? { control: c, treatment: t, varianceReduction: null } : null;
  }
  if (!hasCovariate) return { control: ofY(control), treatment: ofY(treatment), varianceReduction: null };
  const { theta, varianceReduction } = cuped(control, treatment);
  const reference = (control.meanX * control.n + treatment.meanX * treatment.n) / (control.n + treatment.n);
  return {
    control: covariateAdjusted(control, theta, reference),
    treatment: covariateAdjusted(treatment, theta, reference),
    varianceReduction,
  };
}

const ofY = ({ n, meanY, varianceY }: PairMoments): Moments => ({ n, mean: meanY, variance: varianceY });

type Relative = Pick<Comparison, 'relativeLift' | 'relativeInterval' | 'relativeStatus'>;

/** The lift, with an interval as wide for its error as the interval of the difference is for its own. */
function relative({ alpha }: Design, arms: Comparable, multiplier: Difference['multiplier']): Relative {
  // A sequence that is looked at long before the planned size is so wide that its level is 1 to the last digit.
  const tails = 2 * normal.sf(multiplier);
  const options = { alpha: tails || Number.MIN_VALUE, relativeTo: 'magnitude' } as const;
  const { lift, interval, fieller, reliable } = relativeLift(arms.control, arms.treatment, options);
  const level = 1 - alpha;
  const status = (name: `${RelativeStatus}`) => name as RelativeStatus;
  if (lift === null)
    return { relativeLift: null, relativeInterval: null, relativeStatus: status('ZERO_CONTROL_MEAN') };
  if (tails === 0) return { relativeLift: lift, relativeInterval: null, relativeStatus: status('UNBOUNDED') };
  if (reliable && interval) {
    return { relativeLift: lift, relativeInterval: { ...interval, level }, relativeStatus: status('OK') };
  }
  const bounded = fieller ? { ...fieller, level } : null;
  return {
    relativeLift: lift,
    relativeInterval: bounded,
    relativeStatus: status(bounded ? 'FIELLER' : 'UNBOUNDED'),
  };
}

const labels = (
  status: `${ComparisonStatus}`,
  design: Design,
  { variantKey, controlKey, metric }: Pairing,
) => ({
  variantKey,
  controlKey,
  status: status as ComparisonStatus,
  method:
    metric.kind === 'RATIO'
      ? { ...noteOf(design), name: `${noteOf(design).name}, delta method` }
      : noteOf(design),
});

const not = (status: `${ComparisonStatus}`, design: Design, pairing: Pairing): Comparison => ({
  ...labels(status, design, pairing),
  difference: null,
  standardError: null,
  interval: null,
  pValue: null,
  adjustedPValue: null,
  chanceToBeat: null,
  relativeLift: null,
  relativeInterval: null,
  relativeStatus: 'NOT_COMPARED' as RelativeStatus,
  guardrail: null,
  varianceReduction: null,
});
