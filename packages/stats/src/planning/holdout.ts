import { requireOpenUnit, requirePositive } from '../domain.js';
import { minimumDetectableDifference } from './means.js';
import type { PlanOptions } from './plan.js';

/**
 * What is the smallest lift that a holdout of a list can show? To be shown when a holdout is made: one of 5 %
 * of 50,000 recipients cannot show a lift below 40 %.
 *
 * @param plan  listSize: recipients; share of them held out, in (0, 1); rate: share of recipients that convert
 *   over the period, in (0, 1); comparison 'full' (default): with everybody else, 'equal': with a random slice
 *   as large as the holdout (share at most 0.5); alpha and power; test and tuningSize as for `powerForMeans`
 * @returns the lift as a share of the rate, or null where it would take a rate above 1
 * @throws {RangeError} if an argument is out of range
 * @see Kohavi, Tang & Xu (2020), Trustworthy Online Controlled Experiments, 23, https://doi.org/10.1017/9781108653985
 * @example holdoutMinimumLift({ listSize: 50000, share: 0.05, rate: 0.02 }) // 0.402411209943
 */
export function holdoutMinimumLift(
  plan: {
    listSize: number;
    share: number;
    rate: number;
    comparison?: 'full' | 'equal' | undefined;
  } & PlanOptions,
): number | null {
  const { listSize, share, rate, comparison = 'full', ...options } = plan;
  requirePositive('listSize', listSize);
  requireOpenUnit('share', share);
  requireOpenUnit('rate', rate);
  if (comparison === 'equal' && share > 0.5) throw new RangeError(`share must be at most 0.5, got ${share}`);
  const control = share * listSize;
  const treatment = comparison === 'equal' ? control : (1 - share) * listSize;
  const standardDeviation = Math.sqrt(rate * (1 - rate));
  const lift = minimumDetectableDifference({ ...options, standardDeviation, control, treatment }) / rate;
  return rate * (1 + lift) > 1 ? null : lift;
}
