import { requireTwoUnits } from '../comparison/welch.js';
import { requireFinite, requirePositive } from '../domain.js';
import { meanDifference, type Moments } from '../moments/moments.js';

/** An estimated effect (treatment minus control) and the effects that it is tested against. */
export interface MixtureEvidence {
  readonly estimate: number;
  /** Of the units so far: the root of variance / n of control plus variance / n of treatment. */
  readonly standardError: number;
  /** Variance of the normal mixture over effects: the square of the size of effect one expects. */
  readonly mixingVariance: number;
  /** The effect under the null hypothesis, default 0. */
  readonly nullEffect?: number | undefined;
}

/** What two arms are tested against; as in `MixtureEvidence`. */
export type MixtureOptions = Pick<MixtureEvidence, 'mixingVariance' | 'nullEffect'>;

/** The evidence against the null effect, which may be looked at as often as one likes. */
export interface MixtureSprt {
  /** Infinite where it exceeds the largest double; its logarithm is not. */
  readonly likelihoodRatio: number;
  readonly logLikelihoodRatio: number;
  /** Always valid; keep the running minimum over looks. */
  readonly pValue: number;
}

/**
 * Is the effect different from the null effect, at every look while units arrive? The test of systems that
 * fix the mixing variance in the unit of the metric; `sequentialDifference` is the same test with the mixing
 * variance derived from the planned sample, and gives an interval as well.
 *
 * @param evidence  estimate; standardError, positive; mixingVariance: in the square of the unit, positive,
 *   chosen before the first unit; nullEffect: in the unit of the estimate, default 0. Or control, treatment
 *   (moments of at least two units each) and options (mixingVariance, nullEffect)
 * @returns the mixture likelihood ratio and its p-value
 * @throws {RangeError} if an argument is out of range
 * @see Johari, Pekelis & Walsh (2022), https://arxiv.org/abs/1512.04922
 * @example mixtureSprt({ estimate: 3, standardError: 1, mixingVariance: 1 }).pValue // 0.149057013
 */
export function mixtureSprt(evidence: MixtureEvidence): MixtureSprt;
export function mixtureSprt(control: Moments, treatment: Moments, options: MixtureOptions): MixtureSprt;
export function mixtureSprt(
  ...given: [evidence: MixtureEvidence] | [control: Moments, treatment: Moments, options: MixtureOptions]
): MixtureSprt {
  return given.length === 1 ? tested(given[0]) : tested(evidenceOf(...given));
}

function evidenceOf(control: Moments, treatment: Moments, options: MixtureOptions): MixtureEvidence {
  requireTwoUnits('control', control);
  requireTwoUnits('treatment', treatment);
  const { mixingVariance, nullEffect } = options;
  const variance = control.variance / control.n + treatment.variance / treatment.n;
  const estimate = meanDifference(control, treatment);
  return { estimate, standardError: Math.sqrt(variance), mixingVariance, nullEffect };
}

function tested({ estimate, standardError, mixingVariance, nullEffect = 0 }: MixtureEvidence): MixtureSprt {
  requireFinite('estimate', estimate);
  requirePositive('standardError', standardError);
  requirePositive('mixingVariance', mixingVariance);
  requireFinite('nullEffect', nullEffect);
  const z = (estimate - nullEffect) / standardError;
  const spread = Math.sqrt(mixingVariance) / standardError;
  // beyond 1e8 the 1 that is added to the square of the spread is below its last digit, and it may overflow
  const isWide = spread > 1e8;
  const shrunk = isWide ? z : z * (spread / Math.hypot(1, spread));
  const penalty = isWide ? logRatio(mixingVariance, standardError) : 0.5 * Math.log1p(spread * spread);
  const logLikelihoodRatio = 0.5 * shrunk * shrunk - penalty;
  return {
    likelihoodRatio: Math.exp(logLikelihoodRatio),
    logLikelihoodRatio,
    pValue: Math.exp(Math.min(0, -logLikelihoodRatio)),
  };
}

/** ln of the root of a variance over a standard error, where the quotient itself may overflow. */
function logRatio(variance: number, standardError: number): number {
  return 0.5 * Math.log(variance) - Math.log(standardError);
}
