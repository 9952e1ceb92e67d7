import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { type TrialOptions, addTrialOptions } from './trial-options.js';

const parsed = (...args: string[]): TrialOptions =>
  addTrialOptions(new Command().exitOverride())
    .parse(['--variant', 'v', '--control', 'c', ...args], { from: 'user' })
    .opts();

describe('a metric as it is asked for', () => {
  it('is a column, and a kind where one is said', () => {
    const { metric } = parsed('--metric', 'visit:proportion', '--metric', 'a:b:mean', '--metric', 'time:12');

    expect(metric).toEqual([
      { column: 'visit', kind: 'PROPORTION' },
      { column: 'a:b', kind: 'MEAN' },
      { column: 'time:12', kind: null },
    ]);
  });
});

describe('weights as they are asked for', () => {
  const weightsOf = (...texts: string[]) =>
    Object.fromEntries(parsed('--metric', 'm', ...texts.flatMap(text => ['--weights', text])).weights ?? []);

  it('are numbers in proportion, of names that may hold commas', () => {
    expect(weightsOf('Mens E-Mail=1,No, thanks=0.5')).toEqual({ 'Mens E-Mail': 1, 'No, thanks': 0.5 });
    expect(weightsOf('a=1', 'b=2e3')).toEqual({ a: 1, b: 2000 });
  });

  it.each(['a', 'a=', '=1', 'a=-1', 'a=1,b', 'a=1,b=x', 'a=1,a=2', 'a=0,b=0', 'a=Infinity'])(
    'are refused when written %s',
    text => {
      expect(() => weightsOf(text)).toThrow('--weights');
    },
  );
});
