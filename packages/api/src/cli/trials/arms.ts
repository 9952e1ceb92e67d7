import { usageError } from '../cli-error.js';
import { type Trial, rowNumber } from './read-trial.js';
import type { MetricKind, MetricOption, TrialOptions } from './trial-options.js';

/** A variant and the size that was planned for it, in proportion to the others. */
export interface Arm {
  readonly name: string;
  readonly isControl: boolean;
  readonly weight: number;
}

/** The control first, then the others by name: the same in whatever order the rows come. */
export function armsOf(
  { variants }: Pick<Trial, 'variants'>,
  { control, variant, weights }: Pick<TrialOptions, 'control' | 'variant' | 'weights'>,
): Arm[] {
  if (!variants.includes(control)) {
    const there = variants.map(name => `"${name}"`).join(', ');
    throw usageError(
      'unknown-control',
      `no row has "${control}" in the column "${variant}"; it has ${there}`,
    );
  }
  const unweighted = weights && variants.find(name => !weights.has(name));
  if (unweighted !== undefined) {
    throw usageError('missing-weight', `--weights does not say the weight of "${unweighted}"`);
  }
  // A variant that was planned and got nobody is an arm, too: an empty one.
  const names = new Set([...variants, ...(weights?.keys() ?? [])]);
  if (names.size < 2)
    throw usageError('one-variant', `every row has "${control}" in the column "${variant}"`);
  names.delete(control);
  return [control, ...[...names].toSorted((a, b) => (a < b ? -1 : 1))].map(name => ({
    name,
    isControl: name === control,
    weight: weights?.get(name) ?? 1,
  }));
}

/** What a metric is, where it was said, and what its values show where it was not. */
export function kindOf(trial: Trial, { column, kind }: MetricOption): MetricKind {
  const values = trial.values.get(column) ?? new Float64Array();
  const odd = kind === 'MEAN' ? 0 : values.findIndex(value => value !== 0 && value !== 1);
  if (kind === 'PROPORTION' && odd >= 0) {
    const what = `row ${rowNumber(odd)}, column "${column}" is ${values[odd]}`;
    throw usageError('not-a-proportion', `${what}, and a proportion is 0 or 1; use ${column}:mean`);
  }
  return odd < 0 ? 'PROPORTION' : 'MEAN';
}
