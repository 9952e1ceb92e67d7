import { chiSquared } from '../distributions/index.js';
import { requireCount, requireOpenUnit } from '../domain.js';

/** Whether the arm of one experiment says anything of the arm of another. */
export interface AssignmentDependence {
  /** Pearson's chi-square over the rows and columns that hold units. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** Natural logarithm of the p-value, finite where the p-value underflows. */
  readonly logPValue: number;
  /** Cramér's V: 0 without dependence, 1 when one arm gives the other away; null with degreesOfFreedom 0. */
  readonly strength: number | null;
  readonly dependent: boolean;
}

/**
 * Are two experiments that run at once assigned independently? If not, each one's effect is in part the
 * other's, and neither may be read. With many units a harmless dependence is significant: look at `strength`.
 *
 * @param counts  units by arm of the one experiment (rows) and arm of the other (columns), whole numbers, a
 *   rectangle
 * @param options  alpha in (0, 1), default 0.01
 * @returns the chi-square test of independence; p-value 1 when fewer than two rows or columns hold units
 * @throws {RangeError} if the rows differ in length, a count is not a whole number, or alpha is out of range
 * @see Pearson (1900), https://doi.org/10.1080/14786440009463897
 * @see Cramér (1946), Mathematical Methods of Statistics, section 21.9, https://doi.org/10.1515/9781400883868
 * @example assignmentDependence([[100, 120], [130, 110]]).pValue // 0.0619330306355
 */
export function assignmentDependence(
  counts: readonly (readonly number[])[],
  options: { readonly alpha?: number | undefined } = {},
): AssignmentDependence {
  const { alpha = 0.01 } = options;
  requireOpenUnit('alpha', alpha);
  requireRectangle('counts', counts);
  counts.forEach((row, i) => row.forEach((count, j) => requireCount(`counts[${i}][${j}]`, count)));
  const rows = counts.map(row => row.reduce((sum, count) => sum + count, 0));
  const columns = (counts[0] ?? []).map((_, j) => counts.reduce((sum, row) => sum + (row[j] as number), 0));
  const total = rows.reduce((sum, row) => sum + row, 0);
  const sides = [rows, columns].map(totals => totals.filter(units => units > 0).length - 1);
  const degreesOfFreedom = Math.max(0, sides[0] as number) * Math.max(0, sides[1] as number);
  if (degreesOfFreedom === 0) {
    return { statistic: 0, degreesOfFreedom, pValue: 1, logPValue: 0, strength: null, dependent: false };
  }
  let statistic = 0;
  counts.forEach((row, i) =>
    row.forEach((count, j) => {
      const expected = ((rows[i] as number) / total) * (columns[j] as number);
      if (expected > 0) statistic += (count - expected) ** 2 / expected;
    }),
  );
  const logPValue = chiSquared.logSf(statistic, degreesOfFreedom);
  const pValue = Math.exp(logPValue);
  const strength = Math.min(1, Math.sqrt(statistic / total / Math.min(...sides)));
  return { statistic, degreesOfFreedom, pValue, logPValue, strength, dependent: pValue < alpha };
}

/** Refuses rows of different lengths. */
export function requireRectangle(name: string, rows: readonly (readonly unknown[])[]): void {
  rows.forEach((row, i) => {
    if (row.length !== rows[0]?.length) throw new RangeError(`${name}[${i}] must be as long as ${name}[0]`);
  });
}
