import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import { HILLSTROM, SAMPLE_RATIO_P, hasHillstrom, truths } from './hillstrom.js';
import { type Finished, probity, startProbity } from './probity.js';
import { type ResultsJson, closeTo, comparisonOf, expectTruth } from './results.js';

/** Analyses a file of these lines. `ARM` is its column of variants. */
async function analyzed(text: string, ...args: string[]): Promise<Finished> {
  const directory = await mkdtemp(join(tmpdir(), 'probity-analyze-'));
  try {
    const file = join(directory, 'trial.csv');
    await writeFile(file, text);
    return await probity(['analyze', file, '--variant', 'arm', ...args]);
  } finally {
    await rm(directory, { recursive: true });
  }
}

const resultsOf = ({ status, output, errors }: Finished): ResultsJson => {
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  return JSON.parse(output) as ResultsJson;
};

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

// These need Hillstrom's file and its reference values beside the checkout, in ../shared; elsewhere they are skipped.
describe.runIf(hasHillstrom)("Hillstrom's e-mail test, from its file", () => {
  const args = ['analyze', HILLSTROM, '--variant', 'segment', '--control', 'No E-Mail'];
  const metrics = ['visit:proportion', 'conversion:proportion', 'spend:mean'].flatMap(one => [
    '--metric',
    one,
  ]);
  const weights = ['--weights', 'Mens E-Mail=1,Womens E-Mail=1,No E-Mail=1'];

  it('agrees with forty-digit arithmetic to nine digits', async () => {
    const results = resultsOf(await probity([...args, ...metrics, ...weights, '--json']));

    const known = truths();
    expect(known).toHaveLength(3);
    for (const truth of known) {
      expectTruth(results, truth, { metricKey: truth.inputs.column, variantKey: truth.inputs.arm_b });
    }
    closeTo(results.checks.find(({ name }) => name === 'sample-ratio')?.pValue, SAMPLE_RATIO_P);
    expect(results).toMatchObject({
      status: 'OK',
      recommendation: 'SHIP',
      recommendedVariantKey: 'Mens E-Mail',
      decisionBlockedBy: [],
    });
  });

  it('agrees just as well once the past spending is taken into account', async () => {
    const results = resultsOf(await probity([...args, ...metrics, '--covariate', 'history', '--json']));

    for (const { inputs, outputs } of truths()) {
      const comparison = comparisonOf(results, inputs.column, inputs.arm_b);
      const { within } = outputs.cuped_history;
      closeTo(comparison.difference, within.adj_diff);
      closeTo(comparison.standardError, within.se);
      closeTo(comparison.pValue, within.p_two_sided);
      closeTo(comparison.interval?.lower, within.ci95[0]);
      closeTo(comparison.interval?.upper, within.ci95[1]);
      closeTo(comparison.varianceReduction, within.variance_reduction, 1e-7);
    }
  });

  it('tells by itself which columns are proportions', async () => {
    const { output } = await probity([...args, '--metric', 'visit', '--metric', 'spend']);

    expect(output).toContain('visit (primary, proportion)');
    expect(output).toContain('spend (secondary, mean)');
    expect(output).toContain('+7.659 pp');
    expect(output).toContain('Verdict  SHIP "Mens E-Mail"');
  });
});

describe('a finished test in a file', () => {
  it('is reported in the shape that the API gives', async () => {
    const text = lines('arm,x', 'a,1', 'a,2', 'b,3', 'b,5');

    const results = resultsOf(await analyzed(text, '--control', 'a', '--metric', 'x', '--json'));

    const type = buildProbitySchema().getType('ExperimentResults') as GraphQLObjectType;
    expectShape(results, type);
  });

  it('means the same whatever the order of its rows, its quotes, its line ends and its byte-order mark', async () => {
    const args = ['--control', 'a, b', '--metric', 'x', '--json'];
    const plain = await analyzed(lines('arm,x', '"a, b",1', '"a, b",4', 'c,3', 'c,7', 'd,1', 'd,2'), ...args);
    const odd = await analyzed(
      '\uFEFFx,"arm"\r\n2,d\r\n"7","c"\r\n3,c\r\n4,"a, b"\r\n\r\n1,d\r\n1,"a, b"\r\n',
      ...args,
    );

    const [first, second] = [resultsOf(plain), resultsOf(odd)];
    expect({ ...second, asOf: null }).toEqual({ ...first, asOf: null });
    expect(first.metrics[0]?.arms.map(({ variantKey, mean }) => [variantKey, mean])).toEqual([
      ['a, b', 2.5],
      ['c', 5],
      ['d', 1.5],
    ]);
  });

  it('compares by other methods and at other levels', async () => {
    const rows = Array.from({ length: 1200 }, (_, row) => `${row % 2 ? 'a' : 'b'},${row % 5 === 0 ? 1 : 0}`);
    const with_ = (...args: string[]) =>
      analyzed(lines('arm,x', ...rows), '--control', 'a', '--metric', 'x', ...args);

    const sequential = resultsOf(await with_('--method', 'sequential', '--planned', '1200', '--json'));
    const bayesian = resultsOf(await with_('--method', 'bayesian', '--alpha', '0.1', '--json'));

    expect(comparisonOf(sequential, 'x', 'b').method.name).toBe('asymptotic confidence sequence');
    expect(comparisonOf(bayesian, 'x', 'b')).toMatchObject({
      pValue: null,
      chanceToBeat: expect.any(Number) as unknown,
      interval: { level: 0.9 },
    });
    expect((await with_('--method', 'bayesian')).output).toContain('chance to beat');
  });

  it('says that a planned variant got nobody', async () => {
    const text = lines('arm,x', 'a,1', 'a,2', 'b,3', 'b,5');

    const results = resultsOf(
      await analyzed(text, '--control', 'a', '--metric', 'x', '--weights', 'a=1,b=1,c=1', '--json'),
    );

    expect(comparisonOf(results, 'x', 'c').status).toBe('EMPTY_ARM');
    expect(comparisonOf(results, 'x', 'b').status).toBe('OK');
    expect(results.metrics[0]?.arms[2]).toMatchObject({ variantKey: 'c', units: 0, mean: null });
  });

  it('says that nothing varies, or that there is no lift over nothing', async () => {
    const text = lines('arm,same,rare', 'a,3,0', 'a,3,0', 'b,3,0', 'b,3,1');

    const run = await analyzed(text, '--control', 'a', '--metric', 'same', '--metric', 'rare', '--json');

    expect(comparisonOf(resultsOf(run), 'same', 'b').status).toBe('ZERO_VARIANCE');
    expect(comparisonOf(resultsOf(run), 'rare', 'b')).toMatchObject({
      status: 'OK',
      relativeStatus: 'ZERO_CONTROL_MEAN',
      relativeLift: null,
    });
  });

  it('says when the sizes of the variants are not as planned', async () => {
    const rows = Array.from({ length: 900 }, (_, row) => `${row % 3 ? 'a' : 'b'},${row % 2}`);

    const run = await analyzed(lines('arm,x', ...rows), '--control', 'a', '--metric', 'x', '--json');
    const planned = await analyzed(
      lines('arm,x', ...rows),
      '--control',
      'a',
      '--metric',
      'x',
      '--weights',
      'a=2,b=1',
      '--json',
    );

    expect(resultsOf(run).status).toBe('SAMPLE_RATIO_MISMATCH');
    expect(resultsOf(planned).status).toBe('OK');
  });
});

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

describe('a reader that goes away', () => {
  it('does not make the command fail', async () => {
    const running = startProbity(['--help']);
    running.process.stdout.destroy();

    expect(await running.finished()).toMatchObject({ status: 0, errors: '' });
  });
});

/** The same fields as the type, no more and no less, all the way down. */
function expectShape(value: unknown, type: GraphQLObjectType): void {
  const fields = type.getFields();
  expect(Object.keys(value as object).toSorted(), type.name).toEqual(Object.keys(fields).toSorted());
  for (const [name, { type: inner }] of Object.entries(fields)) {
    const named = getNamedType(inner);
    if (!isObjectType(named)) continue;
    for (const one of [(value as Record<string, unknown>)[name]].flat())
      if (one != null) expectShape(one, named);
  }
}
