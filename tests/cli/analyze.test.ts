import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import { analyzed, lines } from './analyzed.js';
import { HILLSTROM, SAMPLE_RATIO_P, hasHillstrom, truths } from './hillstrom.js';
import { type Finished, probity, startProbity } from './probity.js';
import { type ResultsJson, closeTo, comparisonOf, expectTruth } from './results.js';

const resultsOf = ({ status, output, errors }: Finished): ResultsJson => {
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  return JSON.parse(output) as ResultsJson;
};

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
    const compared = (...args: string[]) =>
      analyzed(lines('arm,x', ...rows), '--control', 'a', '--metric', 'x', ...args);

    const sequential = resultsOf(await compared('--method', 'sequential', '--planned', '1200', '--json'));
    const bayesian = resultsOf(await compared('--method', 'bayesian', '--alpha', '0.1', '--json'));

    expect(comparisonOf(sequential, 'x', 'b').method.name).toBe('asymptotic confidence sequence');
    expect(comparisonOf(bayesian, 'x', 'b')).toMatchObject({
      pValue: null,
      chanceToBeat: expect.any(Number) as unknown,
      interval: { level: 0.9 },
    });
    expect((await compared('--method', 'bayesian')).output).toContain('chance to beat');
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
