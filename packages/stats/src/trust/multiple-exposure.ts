import { wilsonInterval } from '../comparison/proportions.js';
import { requireCount } from '../domain.js';
import type { ComparisonOptions, Interval } from '../interval.js';

/** How many units were shown more than one variant. */
export interface Exposures {
  /** Units seen in several variants. */
  readonly several: number;
  /** All exposed units, those in several variants included. */
  readonly total: number;
}

/** The share of units that saw several variants, and what it means. */
export interface MultipleExposure {
  readonly share: number | null;
  readonly interval: Interval | null;
  readonly verdict: 'passed' | 'warning' | 'failed' | 'not-enough-data';
  readonly undefinedBecause: 'nobody was exposed' | null;
}

const MANY = 10;
const WARN_SHARE = 0.01;
const FAIL_SHARE = 0.1;

/**
 * Is assignment kept, or do units see several variants? Such units are left out of a comparison; many of them
 * mean that identities change or that the assignment is drawn anew.
 *
 * @param exposures  several: units in more than one variant; total: all exposed units, those included
 * @param options  alpha of the interval, in (0, 1), default 0.05
 * @returns the share with Wilson's interval and a verdict on the share: a warning from 1 % and 10 units, a
 *   failure from 10 % and 10 units
 * @throws {RangeError} if a count is not a whole number, or several exceeds total
 * @see Wilson (1927), https://doi.org/10.1080/01621459.1927.10502953
 * @see Fabijan et al. (2019), https://doi.org/10.1145/3292500.3330722
 * @example multipleExposureShare({ several: 30, total: 1000 }).verdict // 'warning'
 */
export function multipleExposureShare(
  { several, total }: Exposures,
  options: ComparisonOptions = {},
): MultipleExposure {
  requireCount('several', several);
  requireCount('total', total);
  if (several > total) throw new RangeError('several must not exceed total');
  if (total === 0) {
    return {
      share: null,
      interval: null,
      verdict: 'not-enough-data',
      undefinedBecause: 'nobody was exposed',
    };
  }
  const share = several / total;
  return {
    share,
    interval: wilsonInterval({ successes: several, trials: total }, options),
    verdict: verdictOf(several, share),
    undefinedBecause: null,
  };
}

function verdictOf(several: number, share: number): 'passed' | 'warning' | 'failed' {
  if (several < MANY || share < WARN_SHARE) return 'passed';
  return share < FAIL_SHARE ? 'warning' : 'failed';
}
