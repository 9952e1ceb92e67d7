import type { Moments } from '../moments/moments.js';
import { meanDifference, requireMoments } from '../moments/moments.js';

/** The two arms within one stratum, such as one country or one kind of customer. */
export interface Stratum {
  readonly control: Moments;
  readonly treatment: Moments;
}

/** The difference within one stratum. */
export interface StratumDifference {
  /** Treatment minus control. */
  readonly difference: number;
  readonly standardError: number;
  /** The stratum's share of all units of both arms. */
  readonly weight: number;
}

/** Refuses a list without strata or with impossible moments. */
export function requireStrata(strata: readonly Stratum[]): void {
  if (strata.length === 0) throw new RangeError('strata must hold at least one stratum');
  for (const [i, { control, treatment }] of strata.entries()) {
    requireMoments(`strata[${i}].control`, control);
    requireMoments(`strata[${i}].treatment`, treatment);
  }
}

/** Each stratum's own difference; null when an arm of one has fewer than two units, and no variance. */
export function stratumDifferences(strata: readonly Stratum[]): StratumDifference[] | null {
  if (strata.some(({ control, treatment }) => control.n < 2 || treatment.n < 2)) return null;
  const units = strata.reduce((sum, { control, treatment }) => sum + control.n + treatment.n, 0);
  return strata.map(({ control, treatment }) => ({
    difference: meanDifference(control, treatment),
    standardError: Math.sqrt(control.variance / control.n + treatment.variance / treatment.n),
    weight: (control.n + treatment.n) / units,
  }));
}
