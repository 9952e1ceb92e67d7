import { requireFinite, requireNonNegative, requireNumber, requireProbability } from '../domain.js';

export const ROLES = ['success', 'guardrail', 'secondary'] as const;
const DIRECTIONS = ['increase', 'decrease'] as const;
const STATUSES = ['passed', 'warning', 'failed', 'not-enough-data'] as const;

/** What one metric shows of the treatment; the fields of a comparison may be spread into it. */
export interface MetricEvidence {
  readonly key: string;
  /** To be improved, not to be harmed, or merely watched. */
  readonly role: (typeof ROLES)[number];
  /** Which way is good. */
  readonly direction: (typeof DIRECTIONS)[number];
  /** Treatment minus control, in the unit of the metric; null where the arms could not be compared. */
  readonly difference: number | null;
  /** In the same unit; a one-sided one has an infinite bound. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** Two-sided, adjusted for the other success metrics if there are any. */
  readonly pValue: number | null;
  /** Of a Bayesian comparison, instead of the p-value: the chance that treatment has the larger mean. */
  readonly chanceToBeat?: number | null | undefined;
  /** Of a guardrail: the largest acceptable harm, in the unit of the metric; default 0. */
  readonly margin?: number | undefined;
}

/** What one check of the data found. */
export interface CheckEvidence {
  readonly name: string;
  readonly status: (typeof STATUSES)[number];
}

/** How far the experiment is. */
export interface Progress {
  /** Whether the data are complete; default: whether the planned units are reached. */
  readonly isFinal?: boolean | undefined;
  readonly units?: number | undefined;
  readonly planned?: number | undefined;
  readonly days?: number | undefined;
}

/** All that a recommendation rests on. */
export interface DecisionEvidence {
  readonly metrics: readonly MetricEvidence[];
  readonly checks: readonly CheckEvidence[];
  readonly progress: Progress;
}

/** What a metric says: significantly better or worse, neither, or nothing. */
export type Effect = 'better' | 'worse' | 'unclear' | 'not-compared';

/** The effect on a success or secondary metric at a two-sided significance level. */
export function effectOf(metric: MetricEvidence, alpha: number): Effect {
  const { difference } = metric;
  if (difference === null) return 'not-compared';
  if (difference === 0 || !isSettled(metric, alpha)) return 'unclear';
  return difference > 0 === (metric.direction === 'increase') ? 'better' : 'worse';
}

/** Whether the effect differs from 0 at a two-sided level. */
export function isSettled({ pValue, chanceToBeat }: MetricEvidence, alpha: number): boolean {
  if (typeof chanceToBeat === 'number') return Math.min(chanceToBeat, 1 - chanceToBeat) <= alpha / 2;
  return pValue !== null && pValue < alpha;
}

/** Whether a guardrail is worse: its interval says so, or its p-value where there is none. */
export function guardrailEffectOf(metric: MetricEvidence, alpha: number): Effect {
  const gain = gainOf(metric);
  if (gain === null) return effectOf(metric, alpha);
  return gain.best < 0 ? 'worse' : 'unclear';
}

/** Whether harm beyond the margin is excluded. */
export function isNonInferior(metric: MetricEvidence): boolean {
  const gain = gainOf(metric);
  return gain !== null && gain.worst > -(metric.margin ?? 0);
}

/** The interval, turned so that more is better. */
function gainOf({ interval, direction }: MetricEvidence): { worst: number; best: number } | null {
  if (interval === null) return null;
  return direction === 'increase'
    ? { worst: interval.lower, best: interval.upper }
    : { worst: -interval.upper, best: -interval.lower };
}

/** Refuses evidence that cannot be: what is not understood must not be shipped. */
export function requireEvidence({ metrics, checks, progress }: DecisionEvidence): void {
  metrics.forEach((metric, index) => requireMetric(`metrics[${index}]`, metric));
  checks.forEach(({ status }, index) => requireOneOf(`checks[${index}].status`, STATUSES, status));
  for (const name of ['units', 'planned', 'days'] as const) {
    const value = progress[name];
    if (value !== undefined) requireNonNegative(`progress.${name}`, value);
  }
}

function requireMetric(name: string, metric: MetricEvidence): void {
  const { difference, interval, pValue, chanceToBeat, margin } = metric;
  requireOneOf(`${name}.role`, ROLES, metric.role);
  requireOneOf(`${name}.direction`, DIRECTIONS, metric.direction);
  if (difference !== null) requireFinite(`${name}.difference`, difference);
  if (pValue !== null) requireProbability(`${name}.pValue`, pValue);
  if (typeof chanceToBeat === 'number') requireProbability(`${name}.chanceToBeat`, chanceToBeat);
  if (margin !== undefined) requireNonNegative(`${name}.margin`, margin);
  if (interval === null) return;
  requireNumber(`${name}.interval.lower`, interval.lower);
  requireNumber(`${name}.interval.upper`, interval.upper);
  if (interval.lower > interval.upper) {
    throw new RangeError(`${name}.interval.lower must not exceed ${name}.interval.upper`);
  }
}

/** Refuses a word that is not among those that are understood. */
export function requireOneOf(name: string, words: readonly string[], word: string): void {
  if (!words.includes(word)) throw new RangeError(`${name} must be one of ${words.join(', ')}, got ${word}`);
}
