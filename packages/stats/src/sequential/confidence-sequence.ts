import { requireFinite, requirePositive } from '../domain.js';
import { alphaOf, type ComparisonOptions, type Interval, intervalAround } from '../interval.js';
import { meanDifference, type Moments } from '../moments/moments.js';
import { requireTwoUnits } from '../comparison/welch.js';

/** `tuningSize` is the total sample at which the interval is tightest: the planned total of all arms. */
export interface SequenceOptions extends ComparisonOptions {
  readonly tuningSize: number;
  /** Tune by the exact optimum instead of the published approximation; default false. */
  readonly exact?: boolean | undefined;
}

/** An estimate that may be looked at as often as one likes. */
export interface SequentialEstimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** Always valid; keep the running minimum over looks. */
  readonly pValue: number;
}

/**
 * How shall the confidence sequence be tuned so that it is tightest at the planned sample?
 *
 * @param options  alpha in (0, 1), default 0.05; tuningSize: planned total units, positive; exact: the true
 *   optimum (Lambert's W) instead of the approximation that the paper and GrowthBook use
 * @returns rho, the mixing parameter
 * @throws {RangeError} if alpha or tuningSize is out of range
 * @see Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2021), https://arxiv.org/abs/2103.06476
 * @example sequenceRho({ alpha: 0.05, tuningSize: 5000 }) // 0.03984006677137368
 */
export function sequenceRho(options: SequenceOptions): number {
  const alpha = alphaOf(options);
  requirePositive('tuningSize', options.tuningSize);
  const evidence = -2 * Math.log(alpha);
  const square = options.exact === true ? exactSquare(alpha) : evidence + Math.log1p(evidence);
  return Math.sqrt(square / options.tuningSize);
}

/** -W(-alpha^2 / e) - 1 on the lower branch: the root above 0 of w - ln(1 + w) = -2 ln alpha. */
function exactSquare(alpha: number): number {
  const target = -2 * Math.log(alpha);
  let w = target + Math.sqrt(2 * target) + 1e-300;
  for (let i = 0; i < 100; i++) {
    const step = ((w - Math.log1p(w) - target) * (1 + w)) / w;
    w -= step;
    if (Math.abs(step) <= 1e-15 * w) break;
  }
  return w;
}

/**
 * Where is a mean, at every look at a growing sample? Looking does not spend anything; for one planned look
 * a t interval is tighter. Asymptotic: do not report before some 150 units.
 *
 * @param moments  of the units so far, at least two
 * @param options  alpha in (0, 1), default 0.05; tuningSize: planned units; exact: see `sequenceRho`
 * @returns the mean with its confidence sequence and the always-valid p-value for a mean of 0; the standard
 *   deviation has divisor n, as in the paper
 * @throws {RangeError} if there are fewer than two units, or they do not vary
 * @see Waudby-Smith et al. (2021), theorem 2.2, https://arxiv.org/abs/2103.06476
 * @example sequentialMean({ n: 1000, mean: 0.1, variance: 1 }, { tuningSize: 1000 }).pValue // 0.03508900477565
 */
export function sequentialMean(moments: Moments, options: SequenceOptions): SequentialEstimate {
  requireTwoUnits('moments', moments);
  const populationVariance = moments.variance * ((moments.n - 1) / moments.n);
  if (populationVariance === 0) throw new RangeError('moments.variance must be positive');
  return confidenceSequence(moments.mean, Math.sqrt(populationVariance / moments.n), moments.n, options);
}

/**
 * Is the treatment mean different from the control mean, at every look while units arrive? The default
 * comparison, because results are computed continuously; for one planned look `welch` is tighter.
 * Asymptotic: with 200 units in all it misses 3.5 % at a nominal 5 %, so do not report before some 150
 * units and 25 conversions in each arm.
 *
 * @param control  moments of the control arm, at least two units
 * @param treatment  moments of the treatment arm, at least two units
 * @param options  alpha in (0, 1), default 0.05; tuningSize: planned total of both arms; exact: see
 *   `sequenceRho`
 * @returns treatment minus control with its confidence sequence and always-valid p-value; keep the running
 *   minimum of p and the running intersection of intervals over looks
 * @throws {RangeError} if an arm has fewer than two units, or neither arm varies
 * @see Waudby-Smith et al. (2021), https://arxiv.org/abs/2103.06476
 * @see Howard, Ramdas, McAuliffe & Sekhon (2021), equation 14, https://arxiv.org/abs/1810.08240
 * @example
 * sequentialDifference({ n: 9, mean: 1, variance: 1 }, { n: 9, mean: 2, variance: 1 }, { tuningSize: 18 }).estimate // 1
 */
export function sequentialDifference(
  control: Moments,
  treatment: Moments,
  options: SequenceOptions,
): SequentialEstimate {
  requireTwoUnits('control', control);
  requireTwoUnits('treatment', treatment);
  const variance = control.variance / control.n + treatment.variance / treatment.n;
  if (variance === 0) throw new RangeError('control.variance and treatment.variance must not both be 0');
  const estimate = meanDifference(control, treatment);
  return confidenceSequence(estimate, Math.sqrt(variance), control.n + treatment.n, options);
}

/**
 * What may be said at every look of any asymptotically normal estimate, such as one adjusted by CUPED or a
 * ratio, given its fixed-sample standard error?
 *
 * @param estimate  the effect so far
 * @param standardError  its standard error now, positive
 * @param n  total units behind it, positive
 * @param options  alpha in (0, 1), default 0.05; tuningSize: planned total units; exact: see `sequenceRho`
 * @returns the estimate with its confidence sequence and the always-valid p-value for an effect of 0
 * @throws {RangeError} if an argument is out of range
 * @see Waudby-Smith et al. (2021), https://arxiv.org/abs/2103.06476
 * @example confidenceSequence(0.29, 0.125, 6868, { tuningSize: 5000 }).pValue // 0.2932428479198
 */
export function confidenceSequence(
  estimate: number,
  standardError: number,
  n: number,
  options: SequenceOptions,
): SequentialEstimate {
  const alpha = alphaOf(options);
  requireFinite('estimate', estimate);
  requirePositive('standardError', standardError);
  requirePositive('n', n);
  const information = n * sequenceRho(options) ** 2;
  const multiplier = Math.sqrt(2 * (1 + 1 / information) * (0.5 * Math.log1p(information) - Math.log(alpha)));
  const z = estimate / standardError;
  const logEvidence = (z * z * information) / (2 * (1 + information)) - 0.5 * Math.log1p(information);
  return {
    estimate,
    standardError,
    interval: intervalAround(estimate, multiplier * standardError, alpha),
    pValue: Math.exp(Math.min(0, -logEvidence)),
  };
}
