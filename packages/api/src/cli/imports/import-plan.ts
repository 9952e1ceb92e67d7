import { usageError } from '../cli-error.js';
import { type Arm, armsOf, kindOf } from '../trials/arms.js';
import type { Trial } from '../trials/read-trial.js';
import type { MetricKind, TrialOptions } from '../trials/trial-options.js';

export interface PlannedVariant {
  readonly key: string;
  readonly name: string;
  readonly weightBp: number;
  readonly isControl: boolean;
}

export interface PlannedMetric {
  /** Also the type of its outcomes, so that the outcomes of two imports never mix. */
  readonly key: string;
  readonly column: string;
  readonly kind: MetricKind;
}

/** What a file becomes on the server. The same file and options give the same plan. */
export interface ImportPlan {
  readonly experimentKey: string;
  readonly name: string;
  readonly variants: readonly PlannedVariant[];
  readonly metrics: readonly PlannedMetric[];
}

export interface ImportOptions extends TrialOptions {
  readonly experiment: string;
  readonly name?: string;
}

const KEY = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const ALL_BP = 10_000;
const LONGEST_SLUG = 56;

export function importPlan(trial: Trial, options: ImportOptions): ImportPlan {
  const { experiment, name = experiment } = options;
  const arms = armsOf(trial, options);
  const weights = basisPoints(arms);
  const keys = distinctSlugs(arms.map(arm => arm.name));
  const metricKeys = distinctSlugs(options.metric.map(({ column }) => column));
  return {
    experimentKey: experiment,
    name,
    variants: arms.map((arm, index) => ({
      key: keys[index] ?? '',
      name: arm.name,
      weightBp: weights[index] ?? 0,
      isControl: arm.isControl,
    })),
    metrics: options.metric.map((metric, index) => ({
      key: requireKey(`${experiment}.${metricKeys[index]}`, 'a shorter --experiment'),
      column: metric.column,
      kind: kindOf(trial, metric),
    })),
  };
}

export function requireKey(key: string, instead = 'another --experiment'): string {
  if (KEY.test(key)) return key;
  const form = '1 to 64 of a-z 0-9 . _ - and starts with a letter or digit';
  throw usageError('bad-key', `"${key}" is not a key, which has ${form}: use ${instead}`);
}

/** Weights as whole basis points that sum to 10000: rounded down, and what is left goes to the largest remainders. */
export function basisPoints(arms: readonly Pick<Arm, 'weight'>[]): number[] {
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  const exact = arms.map(({ weight }) => (ALL_BP * weight) / total);
  const shares = exact.map(Math.floor);
  const missing = ALL_BP - shares.reduce((sum, share) => sum + share, 0);
  exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, missing)
    .forEach(({ index }) => (shares[index] = (shares[index] ?? 0) + 1));
  return shares;
}

/** Keys for names: "No E-Mail" is no-e-mail. Where two would be equal, or one is left empty, a number tells them apart. */
export function distinctSlugs(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map(name => {
    const base = slugOf(name) || 'value';
    let slug = base;
    for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
    taken.add(slug);
    return slug;
  });
}

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^[._-]+|[._-]+$/g, '');
