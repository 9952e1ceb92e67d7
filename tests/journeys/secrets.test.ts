import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';

/** Half of them by making a key, half by rotating it. */
const KEYS = 500;
const AT_ONCE = 20;
/** What is chance in a secret, with the checksum that follows from it. */
const CHANCE = 49;

const logged: string[] = [];
const answered: string[] = [];
const log = new Writable({
  write(chunk, _encoding, done) {
    logged.push(String(chunk));
    done();
  },
});

let house: House;
let administrator: Client;
let directory: string;
let secrets: string[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'probity-secrets-'));
  house = await openHouse({ logTo: log, snapshotDirectory: directory });
  administrator = await house.as('administrator');
  secrets = await issuedAndUsed();
}, 180_000);

afterAll(async () => {
  await house.close();
  await rm(directory, { recursive: true });
});

/** Which of the secrets stand in a text, by what is chance in them. */
const foundIn = (text: string): string[] => secrets.filter(secret => text.includes(secret.slice(-CHANCE)));

async function issuedAndUsed(): Promise<string[]> {
  const issued: string[] = [];
  for (let first = 0; first < KEYS; first += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_none, index) => issueAndUse(first + index));
    issued.push(...(await Promise.all(some)).flat());
  }
  return issued;
}

async function issueAndUse(index: number): Promise<string[]> {
  const role = ['model', 'sdk', 'viewer', 'administrator'][index % 4] ?? 'viewer';
  const made = await administrator.ask<{ id: string; key: string }>(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { id key } }',
    { input: { name: `Key ${index}`, role } },
  );
  await use(made.key, index);
  const rotated = await administrator.ask<{ key: string }>(
    'mutation ($id: ID!) { rotateApiKey(id: $id) { key } }',
    { id: made.id },
  );
  await use(rotated.key, index);
  return [made.key, rotated.key];
}

/** Requests that are right and requests that are wrong, each with the secret where secrets are sent. */
const REQUESTS: readonly ((secret: string) => Promise<Response>)[] = [
  secret => posted(`Bearer ${secret}`, '{"query": "{ viewer { name roles } }"}'),
  secret => posted(`Bearer ${secret}`, '{"query": "{ experiments { total } }"}'),
  secret =>
    posted(
      `Bearer ${secret}`,
      '{"query": "{ assignment(experimentKey: \\"x\\", recipientKey: \\"r\\") { reason } }"}',
    ),
  secret => posted(`Bearer ${secret}`, '{"query": "{ nothing }"}'),
  secret => posted(`Bearer ${secret}`, '{"query": "{ viewer { "'),
  secret => posted(`Bearer ${secret}`, '{"query": "mutation { revokeApiKey(id: \\"none\\") { id } }"}'),
  secret => posted(`Bearer ${secret}x`, '{"query": "{ viewer { name } }"}'),
  secret => posted(`Bearer ${secret} ${secret}`, '{"query": "{ viewer { name } }"}'),
  secret => posted(`Basic ${secret}`, '{"query": "{ viewer { name } }"}'),
  secret =>
    fetch(`${house.url}/graphql?query={viewer{name}}`, { headers: { authorization: `Bearer ${secret}` } }),
  secret => fetch(`${house.url}/api/features/${secret}`),
  secret => fetch(`${house.url}/api/features/${secret}x`),
  secret =>
    fetch(`${house.url}/ofrep/v1/evaluate/flags/x`, {
      method: 'POST',
      headers: { 'x-api-key': secret, 'content-type': 'application/json' },
      body: '{"context": {}}',
    }),
];

const posted = (authorization: string, body: string) => new Client(house.url, { authorization }).post(body);

/** Each secret comes with two kinds of request in turn, and each kind with every role. */
async function use(secret: string, index: number): Promise<void> {
  for (const at of [index, index + 6]) {
    const response = await REQUESTS[at % REQUESTS.length]?.(secret);
    answered.push(JSON.stringify([...(response?.headers ?? [])]), (await response?.text()) ?? '');
  }
}

/** Every column of every row of every table, as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await rowsOf<{ name: string }>(
    house.databaseUrl,
    `select quote_ident(table_name) as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await rowsOf<{ text: string }>(house.databaseUrl, `select t::text as text from ${name} t`);
    texts.push(name, ...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}

describe('a thousand secrets', () => {
  it('were issued, are all different, and were used', () => {
    expect(new Set(secrets.map(secret => secret.slice(-CHANCE))).size).toBe(2 * KEYS);
    expect(answered.join('\n')).toMatch(/"code":"UNAUTHENTICATED"[^]*"code":"FORBIDDEN"/);
  });

  it('stand in no column of any table, and one that is put there is found', async () => {
    const text = await wholeDatabase();
    expect(text).toContain('Key 499');
    expect(foundIn(text)).toEqual([]);

    const [planted = ''] = secrets;
    await administrator.ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { id } }', {
      input: { name: planted, role: 'viewer' },
    });

    expect(foundIn(await wholeDatabase())).toEqual([planted]);
  });

  it('stand in no entry of the audit log', async () => {
    const entries = await rowsOf(
      house.databaseUrl,
      `select before, after, reason from audit_entries where subject_key like 'Key %'`,
    );

    expect(entries.length).toBeGreaterThanOrEqual(2 * KEYS);
    expect(foundIn(JSON.stringify(entries))).toEqual([]);
  });

  it('stand in no line of the log at its most talkative, and one that is put there is found', async () => {
    expect(foundIn(logged.join(''))).toEqual([]);
    expect(logged.length).toBeGreaterThan(0);

    const [, planted = ''] = secrets;
    log.write(`{"level":50,"key":"${planted}"}\n`);

    expect(foundIn(logged.join(''))).toEqual([planted]);
  });

  it('stand not in the plan that is kept for a start without the database, which knows their keys', async () => {
    const { items } = await administrator.ask<{ items: { id: string }[] }>(
      '{ apiKeys(filter: { q: "Key 4", role: "model" }, perPage: 100) { items { id } } }',
    );
    const kept = () => readFile(join(directory, 'plan-snapshot.json'), 'utf8');

    await eventually(async () => {
      const text = await kept();
      for (const { id } of items) expect(text).toContain(id);
    });

    expect(items.length).toBeGreaterThan(20);
    expect(foundIn(await kept())).toEqual([]);
    expect(foundIn(`${await kept()}${secrets[3]}`)).toEqual([secrets[3]]);
  });

  it('stand in no answer and no header of one, and one that is put there is found', () => {
    expect(answered.length).toBe(2 * 2 * 2 * KEYS);
    expect(foundIn(answered.join('\n'))).toEqual([]);

    expect(foundIn([...answered, `you sent ${secrets[2]}`].join('\n'))).toEqual([secrets[2]]);
  });
});
