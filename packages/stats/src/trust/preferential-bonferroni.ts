import { requireOpenUnit, requireProbability } from '../domain.js';

/** Which hypothesis matters most, and how much. */
export interface Preference {
  /** Position of the primary hypothesis, default 0. */
  readonly primary?: number | undefined;
  /** The part of alpha that is reserved for it, in (0, 1); default 0.5. */
  readonly share?: number | undefined;
}

/**
 * Which of several p-values survive, when one metric is primary and shall not pay for the others? The primary
 * one is tested at share x alpha, the others divide the rest evenly. `holm` treats all alike and rejects more
 * of them.
 *
 * @param pValues  one for each hypothesis of the family, in [0, 1]
 * @param preference  primary: position of the primary hypothesis, default 0; share: its part of alpha, in
 *   (0, 1), default 0.5
 * @returns adjusted p-values in the given order, at most 1; compare them with alpha. A hypothesis without
 *   others has all of alpha
 * @throws {RangeError} if a p-value is outside [0, 1], there is no hypothesis at primary, or share is out of
 *   range
 * @see Eppo, multiple testing, https://docs.geteppo.com/statistics/multiple-testing/
 * @see Dunn (1961), https://doi.org/10.1080/01621459.1961.10482090
 * @example preferentialBonferroni([0.02, 0.01, 0.04]) // [0.04, 0.04, 0.16]
 */
export function preferentialBonferroni(pValues: readonly number[], preference: Preference = {}): number[] {
  const { primary = 0, share = 0.5 } = preference;
  pValues.forEach((p, index) => requireProbability(`pValues[${index}]`, p));
  requireOpenUnit('share', share);
  const others = pValues.length - 1;
  if (!Number.isInteger(primary) || primary < 0 || primary > Math.max(0, others)) {
    throw new RangeError(`primary must be a position in pValues, got ${primary}`);
  }
  if (others === 0) return pValues.slice();
  return pValues.map((p, index) => Math.min(1, index === primary ? p / share : (p * others) / (1 - share)));
}
