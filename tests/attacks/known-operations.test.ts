import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownOperationsIn } from '../../packages/api/src/http/known-operations.js';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';

const ONE = `query One($experiment: Key!, $recipient: String!) {
  assignment(experimentKey: $experiment, recipientKey: $recipient) { reason }
}
`;
const variables = { experiment: 'subject-line', recipient: 'somebody' };

let directory: string;
let house: House;
let model: Client;
let administrator: Client;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'probity-operations-'));
  await writeFile(join(directory, 'one.graphql'), ONE);
  await writeFile(join(directory, 'notes.txt'), 'no document');
  house = await openHouse({ config: { operationsDirectory: directory } });
  administrator = await house.as('administrator');
  model = await house.as('model');
  await runningExperiment(administrator);
});

afterAll(async () => {
  await house.close();
  await rm(directory, { recursive: true });
});

const outcome = async (client: Client, body: object) => {
  const response = await client.post(JSON.stringify(body));
  const { data, errors } = (await response.json()) as {
    data?: Record<string, unknown>;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, code: errors?.[0]?.extensions.code ?? null, data: data ?? null };
};
const hash = (text: string) => ({
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') },
});

describe('a machine that is limited to known documents', () => {
  it.each([
    ['as it is written', { query: ONE, variables }],
    ['written another way', { query: `# a note\n${ONE.replaceAll(/\s+/g, '  ')}`, variables }],
    ['too long a text to be compiled', { query: ONE + ' '.repeat(4_000), variables }],
    ['by its hash', { extensions: hash(ONE), variables }],
    ['by the hash of its text without the last line break', { extensions: hash(ONE.trim()), variables }],
  ])('sends one of them: %s', async (_what, body) => {
    expect(await outcome(model, body)).toMatchObject({
      status: 200,
      code: null,
      data: { assignment: { reason: 'ASSIGNED' } },
    });
  });

  it.each([
    ['another question', { query: '{ viewer { name } }' }],
    ['a hot question of another form', { query: ONE.replace('{ reason }', '{ reason bucket }'), variables }],
    [
      'a known document and more',
      { query: `${ONE} query Two { viewer { name } }`, variables, operationName: 'One' },
    ],
    ['another name of the operation', { query: ONE.replace('One', 'Two'), variables }],
    ['a change', { query: 'mutation { pauseExperiment(key: "subject-line") { key } }' }],
    ['the hash of another document', { extensions: hash('{ viewer { name } }') }],
    ['what does not parse', { query: '{' }],
    ['nothing', { variables }],
  ])('sends nothing else: %s', async (_what, body) => {
    expect(await outcome(model, body)).toEqual({ status: 403, code: 'OPERATION_NOT_ALLOWED', data: null });
  });

  it('is asked twice: what was answered once to another caller is refused still', async () => {
    const other = { query: ONE.replace('{ reason }', '{ bucket }'), variables };

    expect(await outcome(administrator, other)).toMatchObject({ status: 200, code: null });
    expect(await outcome(administrator, other)).toMatchObject({ status: 200, code: null });
    expect(await outcome(model, other)).toMatchObject({ status: 403 });
  });

  it('is not what people are', async () => {
    expect(await outcome(administrator, { query: '{ viewer { name } }' })).toMatchObject({
      status: 200,
      code: null,
    });
  });
});

describe('a directory of documents', () => {
  const schema = buildProbitySchema();

  it.each([
    ['one that does not parse', '{', /broken\.graphql: Syntax Error/],
    ['one that is not valid', '{ nothing }', /broken\.graphql: Cannot query field "nothing"/],
  ])('is refused at the start for %s', async (_what, text, message) => {
    const broken = await mkdtemp(join(tmpdir(), 'probity-operations-'));
    await writeFile(join(broken, 'broken.graphql'), text);

    expect(() => knownOperationsIn(broken, schema)).toThrow(message);
    await rm(broken, { recursive: true });
  });

  it('is refused at the start when it holds none', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'probity-operations-'));

    expect(() => knownOperationsIn(empty, schema)).toThrow(/there is no \.graphql file/);
    await rm(empty, { recursive: true });
  });
});
