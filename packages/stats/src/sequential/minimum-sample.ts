import { requireCount } from '../domain.js';

/** How much is known of one arm. */
export interface ArmSize {
  /** Units that were randomised. */
  readonly units: number;
  /** Units that converted: those whose value of the metric is not zero. */
  readonly conversions: number;
}

/** The smallest arm that is reported. */
export interface MinimumSample {
  /** Default 150. */
  readonly leastUnits?: number | undefined;
  /** Default 25. */
  readonly leastConversions?: number | undefined;
}

/** Why an arm is not reported yet. */
export type TooSmall = 'too-few-units' | 'too-few-conversions';

/** Whether an arm may be reported, and if not, everything that is missing. */
export interface Reportable {
  readonly reportable: boolean;
  readonly reasons: readonly TooSmall[];
}

/**
 * Is one arm large enough to be reported? Confidence sequences and z tests hold in large samples only: a
 * confidence sequence of a rate of 10 % that is read from the 50th unit on misses 9.7 % at a nominal 5 %. Ask
 * for each arm, and report a comparison when both are large enough.
 *
 * @param arm  units and conversions (units with a value other than zero), whole numbers
 * @param minimum  leastUnits, default 150; leastConversions, default 25
 * @returns whether the arm may be reported, and the reasons if not
 * @throws {RangeError} if a count is not a whole number, or there are more conversions than units
 * @see Waudby-Smith et al. (2021), section 4, https://arxiv.org/abs/2103.06476
 * @example isReportable({ units: 400, conversions: 8 }) // { reportable: false, reasons: ['too-few-conversions'] }
 */
export function isReportable(arm: ArmSize, minimum: MinimumSample = {}): Reportable {
  const { leastUnits = 150, leastConversions = 25 } = minimum;
  requireCount('units', arm.units);
  requireCount('conversions', arm.conversions);
  requireCount('leastUnits', leastUnits);
  requireCount('leastConversions', leastConversions);
  if (arm.conversions > arm.units) throw new RangeError('conversions must not exceed units');
  const reasons: TooSmall[] = [];
  if (arm.units < leastUnits) reasons.push('too-few-units');
  if (arm.conversions < leastConversions) reasons.push('too-few-conversions');
  return { reportable: reasons.length === 0, reasons };
}
