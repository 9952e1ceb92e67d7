import { type Command, InvalidArgumentError } from 'commander';
import { usageError } from '../cli-error.js';

export type MetricKind = 'PROPORTION' | 'MEAN';

/** A metric as it was asked for. Without a kind the values tell. */
export interface MetricOption {
  readonly column: string;
  readonly kind: MetricKind | null;
}

/** What tells a finished test from the rest of a file. */
export interface TrialOptions {
  readonly variant: string;
  readonly control: string;
  readonly metric: readonly MetricOption[];
  readonly weights?: ReadonlyMap<string, number>;
}

/** The options that `analyze` and `import` share. */
export function addTrialOptions(command: Command): Command {
  return command
    .requiredOption('--variant <column>', 'the column that says which variant a recipient got')
    .requiredOption('--control <value>', 'the value of that column which the others are compared with')
    .requiredOption(
      '--metric <column[:kind]>',
      'a column to compare: kind proportion (0 or 1) or mean; repeatable, the first decides',
      metricOption,
    )
    .option(
      '--weights <a=1,b=1>',
      'the planned sizes of the variants, in proportion; equal unless given',
      weightsOption,
    );
}

function metricOption(text: string, before: readonly MetricOption[] = []): readonly MetricOption[] {
  const [, column = text, kind] = /^(.+):(proportion|mean)$/.exec(text) ?? [];
  if (column === '') throw new InvalidArgumentError('It names a column.');
  if (before.some(metric => metric.column === column)) {
    throw usageError('metric-named-twice', `--metric "${column}" is given twice`);
  }
  return [...before, { column, kind: kind === undefined ? null : (kind.toUpperCase() as MetricKind) }];
}

/** Names may hold commas: a weight ends where a number does. */
const WEIGHT = /([^=]+)=(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:,|$)/iy;

function weightsOption(
  text: string,
  before: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const weights = new Map(before);
  WEIGHT.lastIndex = 0;
  while (WEIGHT.lastIndex < text.length) {
    const [, name = '', weight] = WEIGHT.exec(text) ?? [];
    if (weight === undefined) {
      throw usageError('bad-weights', `--weights has the form "a=1,b=1" with numbers from 0, not "${text}"`);
    }
    if (weights.has(name)) throw usageError('bad-weights', `--weights names "${name}" twice`);
    weights.set(name, Number(weight));
  }
  if ([...weights.values()].every(weight => weight === 0)) {
    throw usageError('bad-weights', '--weights names at least one variant with a weight above 0');
  }
  return weights;
}
