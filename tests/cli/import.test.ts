import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type House, openHouse } from '../support/house.js';
import { HILLSTROM, hasHillstrom, truths } from './hillstrom.js';
import { probity, startProbity } from './probity.js';
import { type ResultsJson, closeTo, expectTruth } from './results.js';

const ROWS = 6_000;
/** So many that the importer is still at it when the first of them arrive. */
const MANY_ROWS = 40_000;
const RESULTS = `query ($key: Key!) { experimentResults(key: $key) {
  status checks { name status pValue } recommendation recommendedVariantKey decisionBlockedBy
  metrics { metricKey role
    arms { variantKey units mean standardDeviation }
    comparisons { variantKey controlKey status difference standardError pValue adjustedPValue chanceToBeat relativeLift
      relativeStatus varianceReduction interval { lower upper level } relativeInterval { lower upper level } method { name } } } } }`;

let house: House;
let key: string;
let directory: string;
let trial: string;
let largeTrial: string;

// One house for the file: every test imports into an experiment of its own.
beforeAll(async () => {
  house = await openHouse();
  key = await keyFor('experimenter');
  directory = await mkdtemp(join(tmpdir(), 'probity-import-'));
  trial = join(directory, 'trial.csv');
  largeTrial = join(directory, 'large.csv');
  await writeFile(trial, trialOf(ROWS));
  await writeFile(largeTrial, trialOf(MANY_ROWS));
});

afterAll(async () => {
  await house.close();
  await rm(directory, { recursive: true });
});

function trialOf(count: number): string {
  const rows = Array.from({ length: count }, (_, row) => {
    const bought = row % 7 === 0 || row % 10 === 3 ? 1 : 0;
    return `${['New one', 'Old one'][row % 2]},${bought},${bought ? ((row % 900) + 1) / 100 : 0},c${row}@example.com`;
  });
  return `arm,bought,Net revenue,customer\n${rows.join('\n')}\n`;
}

async function keyFor(role: string): Promise<string> {
  const administrator = await house.as('administrator');
  const made = await administrator.ask<{ key: string }>(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key } }',
    { input: { name: `import as ${role}`, role } },
  );
  return made.key;
}

const trialArgs = [
  '--variant',
  'arm',
  '--control',
  'Old one',
  '--metric',
  'bought',
  '--metric',
  'Net revenue',
];

const argsFor = (file: string, experiment: string, ...more: string[]) =>
  ['import', file, '--experiment', experiment, '--url', house.url, '--json'].concat(trialArgs, more);

const importArgs = (experiment: string, ...more: string[]) => argsFor(trial, experiment, ...more);

const resultsOf = async (experiment: string) =>
  (await house.as('viewer')).ask<ResultsJson>(RESULTS, { key: experiment });

const exposuresOf = async (experiment: string): Promise<number> => {
  const rows = await house.application.database.reader.query<{ count: string }[]>(
    'select count(*) from exposures where experiment_id = (select id from experiments where key = $1)',
    [experiment],
  );
  return Number(rows[0]?.count);
};

describe('a finished test, imported', () => {
  it('shows on the server what its file shows', async () => {
    const run = await probity(importArgs('whole'), { PROBITY_KEY: key });
    const again = await probity(importArgs('whole'), { PROBITY_KEY: key });

    expect(run).toMatchObject({ status: 0, errors: '' });
    const summary = JSON.parse(run.output) as Record<string, { accepted: number }>;
    expect(summary).toMatchObject({
      rows: ROWS,
      exposures: { accepted: ROWS, duplicates: 0, rejected: 0 },
      outcomes: { duplicates: 0, rejected: 0 },
    });
    expect(JSON.parse(again.output)).toMatchObject({
      exposures: { accepted: 0, duplicates: ROWS, rejected: 0 },
      outcomes: { accepted: 0, duplicates: summary.outcomes?.accepted, rejected: 0 },
    });
    await expectSameAsFile('whole');
  });

  it('is completed after the importer was killed half way', async () => {
    const args = argsFor(largeTrial, 'killed', '--recipient', 'customer');
    const cut = startProbity(args, { PROBITY_KEY: key });
    await vi.waitFor(async () => expect(await exposuresOf('killed')).toBeGreaterThan(0), {
      timeout: 60_000,
      interval: 5,
    });
    cut.process.kill('SIGKILL');
    await cut.finished();
    const halfWay = await exposuresOf('killed');
    const rest = await probity(args, { PROBITY_KEY: key });

    expect(halfWay).toBeLessThan(MANY_ROWS);
    expect(rest).toMatchObject({ status: 0, errors: '' });
    expect(await exposuresOf('killed')).toBe(MANY_ROWS);
    const summary = JSON.parse(rest.output) as { exposures: { accepted: number; duplicates: number } };
    expect(summary.exposures.accepted + summary.exposures.duplicates).toBe(MANY_ROWS);
    await expectSameAsFile('killed', largeTrial);
  });

  it('goes on where Ctrl-C stopped it', async () => {
    const cut = startProbity(argsFor(largeTrial, 'stopped'), { PROBITY_KEY: key });
    await vi.waitFor(async () => expect(await exposuresOf('stopped')).toBeGreaterThan(0), {
      timeout: 60_000,
      interval: 5,
    });
    cut.process.kill('SIGINT');

    const { status, output, errors } = await cut.finished();

    expect({ status, output }).toEqual({ status: 130, output: '' });
    expect(errors).toBe(
      'what was sent is kept: run the same command again to complete it\nerror [interrupted]: interrupted\n',
    );
  });

  it('can be imported by two at once', async () => {
    const both = await Promise.all([0, 1].map(() => probity(importArgs('twins'), { PROBITY_KEY: key })));

    expect(both.map(({ status, errors }) => ({ status, errors }))).toEqual([
      { status: 0, errors: '' },
      { status: 0, errors: '' },
    ]);
    expect(await exposuresOf('twins')).toBe(ROWS);
    await expectSameAsFile('twins');
  });

  it('is refused where an experiment of that key is another one', async () => {
    await probity(importArgs('taken'), { PROBITY_KEY: key });

    const [variants, metrics] = await Promise.all([
      probity(importArgs('taken', '--weights', 'Old one=1,New one=3'), { PROBITY_KEY: key }),
      probity([...importArgs('taken').slice(0, -2), '--recipient', 'customer'], { PROBITY_KEY: key }),
    ]);

    for (const run of [variants, metrics]) {
      expect(run).toMatchObject({ status: 1, output: '' });
      expect(run.errors).toMatch(/^error \[experiment-differs\]: the experiment "taken" is there/);
    }
  });

  it('needs a key that may do it', async () => {
    const without = await probity(importArgs('denied'));
    const wrong = await probity(importArgs('denied', '--key', 'pk_00000000_nonsense'));
    const viewer = await probity(importArgs('denied'), { PROBITY_KEY: await keyFor('viewer') });

    expect(without).toMatchObject({
      status: 2,
      errors: expect.stringContaining('error [no-key]') as unknown,
    });
    expect(wrong).toMatchObject({
      status: 3,
      errors: expect.stringContaining('error [unauthenticated]') as unknown,
    });
    expect(viewer).toMatchObject({
      status: 3,
      errors: expect.stringContaining('error [forbidden]') as unknown,
    });
  });

  it('makes nothing on the server when the file makes no sense', async () => {
    const run = await probity(importArgs('senseless', '--recipient', 'arm'), { PROBITY_KEY: key });

    expect(run).toMatchObject({
      status: 2,
      errors: expect.stringContaining('error [duplicate-recipient]: rows 2 and 4') as unknown,
    });
    const known = await (await house.as('viewer')).ask('{ experiment(key: "senseless") { key } }');
    expect(known).toBeNull();
  });

  it('can be tried again when the server is away', async () => {
    const run = await probity([
      ...importArgs('away'),
      '--url',
      'http://127.0.0.1:9',
      '--retry-for',
      '0.5',
      '--key',
      key,
    ]);

    expect(run).toMatchObject({ status: 75, output: '' });
    expect(run.errors).toMatch(/^error \[unavailable\]: http:\/\/127\.0\.0\.1:9 cannot be reached/);
  });
});

// This needs Hillstrom's file and its reference values beside the checkout, in ../shared; elsewhere it is skipped.
describe.runIf(hasHillstrom)("Hillstrom's e-mail test, imported", () => {
  it('agrees with forty-digit arithmetic to nine digits', async () => {
    const metrics = ['visit', 'conversion', 'spend'].flatMap(column => ['--metric', column]);
    const run = await probity(
      [
        'import',
        HILLSTROM,
        '--experiment',
        'hillstrom',
        '--variant',
        'segment',
        '--control',
        'No E-Mail',
        ...metrics,
        '--url',
        house.url,
      ],
      { PROBITY_KEY: key },
    );

    expect(run).toMatchObject({ status: 0, errors: '' });
    expect(run.output).toContain('64,000 rows are in the experiment "hillstrom"');
    const results = await resultsOf('hillstrom');
    for (const truth of truths()) {
      const where = { metricKey: `hillstrom.${truth.inputs.column}`, variantKey: 'mens-e-mail' };
      expectTruth(results, truth, where);
    }
    expect(results).toMatchObject({
      status: 'OK',
      recommendation: 'SHIP',
      recommendedVariantKey: 'mens-e-mail',
    });
  });
});

/** The server's answer and that of `analyze`, number by number. */
async function expectSameAsFile(experiment: string, file = trial): Promise<void> {
  const { output } = await probity(['analyze', file, ...trialArgs, '--json']);
  const [ofFile, ofServer] = [JSON.parse(output) as ResultsJson, await resultsOf(experiment)];
  expect(ofServer.metrics.map(({ metricKey }) => metricKey)).toEqual([
    `${experiment}.bought`,
    `${experiment}.net-revenue`,
  ]);
  ofFile.metrics.forEach(({ arms, comparisons }, index) => {
    const { arms: serverArms = [], comparisons: serverComparisons = [] } = ofServer.metrics[index] ?? {};
    expect(serverArms.map(({ units }) => units)).toEqual(arms.map(({ units }) => units));
    expect(serverArms.map(({ variantKey }) => variantKey)).toEqual(['old-one', 'new-one']);
    comparisons.forEach((comparison, place) => {
      closeTo(serverComparisons[place]?.difference, comparison.difference ?? Number.NaN);
      closeTo(serverComparisons[place]?.standardError, comparison.standardError ?? Number.NaN);
      closeTo(serverComparisons[place]?.pValue, comparison.pValue ?? Number.NaN);
    });
  });
}
