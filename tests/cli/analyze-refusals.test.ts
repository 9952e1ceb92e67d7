import { describe, expect, it } from 'vitest';
import { analyzed, lines } from './analyzed.js';
import { probity } from './probity.js';

const GOOD = lines('arm,x,y', 'a,1,0.5', 'a,0,1', 'b,1,2', 'b,1,4');

describe('a file or a question that makes no sense', () => {
  it.each([
    [
      'a column that is not there',
      GOOD,
      ['--control', 'a', '--metric', 'z'],
      'missing-column',
      '"arm", "x", "y"',
    ],
    [
      'two columns of one name',
      lines('arm,x,x', 'a,1,2'),
      ['--control', 'a', '--metric', 'x'],
      'ambiguous-column',
      '"x"',
    ],
    ['a control that nobody got', GOOD, ['--control', 'A', '--metric', 'x'], 'unknown-control', '"a", "b"'],
    [
      'a word instead of a number',
      lines('arm,x', 'a,1', 'b,one'),
      ['--control', 'a', '--metric', 'x'],
      'not-a-number',
      'row 3, column "x" is "one"',
    ],
    [
      'what only JavaScript takes for a number',
      lines('arm,x', 'a,0x1'),
      ['--control', 'a', '--metric', 'x'],
      'not-a-number',
      '0x1',
    ],
    [
      'an infinite number',
      lines('arm,x', 'a,1e999'),
      ['--control', 'a', '--metric', 'x'],
      'not-a-number',
      '1e999',
    ],
    [
      'a proportion above 1',
      GOOD,
      ['--control', 'a', '--metric', 'y:proportion'],
      'not-a-proportion',
      'row 2, column "y" is 0.5',
    ],
    [
      'an empty value',
      lines('arm,x', 'a,1', 'b,'),
      ['--control', 'a', '--metric', 'x'],
      'empty-value',
      'row 3, column "x"',
    ],
    [
      'an empty variant',
      lines('arm,x', ' ,1'),
      ['--control', 'a', '--metric', 'x'],
      'empty-value',
      'row 2, column "arm"',
    ],
    ['an empty file', '', ['--control', 'a', '--metric', 'x'], 'empty-file', 'is empty'],
    ['a header without rows', 'arm,x\n', ['--control', 'a', '--metric', 'x'], 'empty-file', 'no rows'],
    [
      'one variant only',
      lines('arm,x', 'a,1', 'a,2'),
      ['--control', 'a', '--metric', 'x'],
      'one-variant',
      '"a"',
    ],
    [
      'a variant for every row',
      lines('arm,x', ...Array.from({ length: 30 }, (_, row) => `v${row},1`)),
      ['--control', 'v1', '--metric', 'x'],
      'too-many-variants',
      '20',
    ],
    [
      'a quote that is never closed',
      lines('arm,x', 'a,1', '"b,2'),
      ['--control', 'a', '--metric', 'x'],
      'malformed-csv',
      'never closed',
    ],
    [
      'a row that is too short',
      lines('arm,x', 'a,1', 'b'),
      ['--control', 'a', '--metric', 'x'],
      'malformed-csv',
      'at line 3',
    ],
    [
      'a weight that is missing',
      GOOD,
      ['--control', 'a', '--metric', 'x', '--weights', 'a=1'],
      'missing-weight',
      '"b"',
    ],
    [
      'weights that are no numbers',
      GOOD,
      ['--control', 'a', '--metric', 'x', '--weights', 'a=much'],
      'bad-weights',
      'a=much',
    ],
    [
      'a metric given twice',
      GOOD,
      ['--control', 'a', '--metric', 'x', '--metric', 'x:mean'],
      'metric-named-twice',
      '"x"',
    ],
    [
      'an alpha out of range',
      GOOD,
      ['--control', 'a', '--metric', 'x', '--alpha', '2'],
      'bad-user-input',
      '0.5',
    ],
    [
      'an alpha that is no number',
      GOOD,
      ['--control', 'a', '--metric', 'x', '--alpha', ''],
      'bad-number',
      '--alpha',
    ],
    [
      'an option that is misspelt',
      GOOD,
      ['--control', 'a', '--metric', 'x', '--alhpa', '0.1'],
      'usage',
      'Did you mean --alpha?',
    ],
    ['no metric at all', GOOD, ['--control', 'a'], 'usage', '--metric'],
    [
      'a method that does not exist',
      GOOD,
      ['--control', 'a', '--metric', 'x', '--method', 'magic'],
      'usage',
      'fixed, sequential, bayesian',
    ],
  ])('is refused with its own code: %s', async (_what, text, args, code, words) => {
    const { status, output, errors } = await analyzed(text, ...args);

    expect({ status, output }).toEqual({ status: 2, output: '' });
    expect(errors).toMatch(new RegExp(`^error \\[${code}\\]: `));
    expect(errors).toContain(words);
    expect(errors.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  });

  it('is told apart from a file that is not there, and from one that cannot be read', async () => {
    const analyze = (file: string) =>
      probity(['analyze', file, '--variant', 'a', '--control', 'a', '--metric', 'x']);

    const [missing, directory] = [await analyze('nowhere.csv'), await analyze('tests')];

    expect(missing).toMatchObject({
      status: 4,
      errors: expect.stringMatching(/^error \[no-such-file\]/) as unknown,
    });
    expect(directory).toMatchObject({
      status: 1,
      errors: expect.stringMatching(/^error \[unreadable-file\]/) as unknown,
    });
  });
});
