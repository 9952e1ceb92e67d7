import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHouse } from '../support/house.js';
import { emptyDatabase } from '../support/postgres.js';
import { probity } from './probity.js';

const COMMANDS = ['serve', 'analyze', 'import', 'audit', 'keys', 'users', 'demo', 'migrate', 'doctor'];

describe('the command line', () => {
  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync('packages/api/package.json', 'utf8')) as { version: string };

    expect(await probity(['--version'])).toEqual({ status: 0, output: `${version}\n`, errors: '' });
  });

  it.each(COMMANDS)('shows examples of %s before anything else', async command => {
    const run = await probity([command, '--help']);

    expect(run).toMatchObject({ status: 0, errors: '' });
    expect(run.output).toMatch(/^Examples:\n/);
    expect(run.output).toContain(`Usage: probity ${command}`);
  });

  it('names every command and every exit code', async () => {
    const { output } = await probity(['--help']);

    for (const command of COMMANDS) expect(output).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect(output).toContain(
      '0 ok, 1 failure, 2 usage, 3 denied, 4 not found, 5 verification failed, 75 try again',
    );
  });

  it('shows what there is when nothing is asked, and takes it for a mistake', async () => {
    const run = await probity([]);

    expect(run).toMatchObject({ status: 2, output: '' });
    expect(run.errors).toContain('Commands:');
  });

  it('guesses what was meant', async () => {
    expect(await probity(['analyse'])).toEqual({
      status: 2,
      output: '',
      errors: "error [usage]: unknown command 'analyse'\n(Did you mean analyze?)\n",
    });
  });
});

describe('the demo', () => {
  it('is not made afresh by a script that does not say --yes', async () => {
    const run = await probity(['demo', '--reset']);

    expect(run).toMatchObject({ status: 2, output: '' });
    expect(run.errors).toMatch(/^error \[not-confirmed\]: this removes .*the audit log.*: add --yes/);
  });
});

describe('a database that holds more than the demo', () => {
  it('is not emptied for it, and not filled with it', async () => {
    const house = await openHouse();
    const directory = await mkdtemp(join(tmpdir(), 'probity-demo-'));
    const environment = { DATABASE_URL: house.databaseUrl, PROBITY_DATA_DIR: directory };
    const input = { key: 'ours', name: 'Ours', kind: 'MEAN', outcomeTypes: ['ours'] };
    const administrator = await house.as('administrator');
    await administrator.ask('mutation ($input: DefineMetricInput!) { defineMetric(input: $input) { key } }', {
      input,
    });

    const [reset, made] = [
      await probity(['demo', '--reset', '--yes'], environment),
      await probity(['demo'], environment),
    ];

    expect(reset).toEqual({
      status: 1,
      output: '',
      errors: `error [not-the-demo]: the metric "ours" is not the demo's; with --force it is removed, too\n`,
    });
    expect(made).toMatchObject({ status: 0, output: expect.stringContaining('left as it is') as unknown });
    expect(await administrator.ask('{ metrics { total } }')).toEqual({ total: 1 });
    await house.close();
    await rm(directory, { recursive: true });
  });
});

describe('a migration at the command line', () => {
  it('brings an empty database to the newest schema, once', async () => {
    const { url, drop } = await emptyDatabase();
    const directory = await mkdtemp(join(tmpdir(), 'probity-migrate-'));
    const environment = { DATABASE_URL: url, PROBITY_DATA_DIR: directory };

    const first = await probity(['migrate'], environment);
    const second = await probity(['migrate'], environment);

    expect(first).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^applied 0001-roles\.sql, /) as unknown,
    });
    expect(second).toEqual({ status: 0, output: 'the schema is up to date\n', errors: '' });
    await rm(directory, { recursive: true });
    await drop();
  });
});
