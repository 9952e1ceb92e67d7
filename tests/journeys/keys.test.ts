import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BELIEVED_MS } from '../../packages/api/src/access/authentication.js';
import { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { personIn } from '../support/people.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let administrator: Client;

beforeAll(async () => {
  house = await openHouse();
  administrator = await house.as('administrator');
});

afterAll(() => house.close());

const VIEWER = JSON.stringify({ query: '{ viewer { name } }' });
const CREATE = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { id key } }';

const withKey = (authorization: string) => new Client(house.url, { authorization });
const statusOf = async (client: Client): Promise<number> => (await client.post(VIEWER)).status;
const create = (input: Record<string, unknown>) =>
  administrator.ask<{ id: string; key: string }>(CREATE, { input: { role: 'viewer', ...input } });

/** The tables with a row in which a text stands, whatever the column. */
async function whereFound(text: string): Promise<string[]> {
  const tables = await rowsOf<{ name: string }>(
    house.databaseUrl,
    `select quote_ident(table_name) as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const asked = tables.map(
    ({ name }) =>
      `select '${name}' as name where exists (select from ${name} t where strpos(t::text, $1) > 0)`,
  );
  const found = await rowsOf<{ name: string }>(house.databaseUrl, asked.join(' union all '), [text]);
  return found.map(({ name }) => name);
}

describe('a request without a key', () => {
  it.each([
    '{ viewer { name } }',
    '{ experiments { total } }',
    '{ metrics { total } }',
    '{ apiKeys { total } }',
    '{ auditEntries { total } }',
    '{ assignment(experimentKey: "x", recipientKey: "r") { reason } }',
    '{ assignments(experimentKey: "x", recipientKeys: ["r"]) { reasons } }',
    '{ experimentResults(key: "x") { status } }',
    'mutation { startExperiment(key: "x") { key } }',
    'mutation { retireMetric(key: "x") { key } }',
    'mutation { recordOutcomes(input: []) { accepted } }',
    'mutation { recordExposures(input: []) { accepted } }',
    'mutation { signOut { name } }',
    'mutation { revokeApiKey(id: "x") { id } }',
  ])('is told to send one, and not what there is: %s', async query => {
    const refusal = await house.anonymous().refusal(query);

    expect(refusal.code).toBe('UNAUTHENTICATED');
  });

  it('cannot make a metric, and leaves no entry in the audit log', async () => {
    const mutation =
      'mutation { defineMetric(input: { key: "m", name: "M", kind: MEAN, outcomeTypes: ["a"] }) { key } }';
    const [before] = await rowsOf<{ count: string }>(house.databaseUrl, 'select count(*) from audit_entries');

    const refusal = await house.anonymous().refusal(mutation);

    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', message: 'sign in or send an API key' });
    expect(await rowsOf(house.databaseUrl, 'select count(*) from audit_entries')).toEqual([before]);
  });
});

describe('a key that is none', () => {
  it.each([
    ['of the right form', `Bearer pk_00000000_${'x'.repeat(43)}`],
    ['of another form', 'Bearer hunter2'],
    ['of nothing', 'Bearer '],
    ['with a blank in it', 'Bearer one two'],
    ['of another scheme', 'Basic dXNlcjpwYXNz'],
    ['without a scheme', `pk_00000000_${'x'.repeat(43)}`],
    ['that is too long', `Bearer ${'x'.repeat(201)}`],
  ])('is 401 and never anonymous: %s', async (_what, authorization) => {
    const response = await withKey(authorization).post('{"query": "{ __typename }"}');

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('is not made up for by a session that comes with it', async () => {
    const client = new Client(house.url, { authorization: 'Bearer hunter2', cookie: 'probity_session=x' });

    expect(await statusOf(client)).toBe(401);
  });
});

describe('a key', () => {
  it('works as soon as it is made', async () => {
    const { key } = await create({ name: 'New' });

    expect(await withKey(`Bearer ${key}`).ask('{ viewer { name roles } }')).toEqual({
      name: 'New',
      roles: ['viewer'],
    });
    expect(await withKey(`bearer   ${key}`).ask('{ viewer { name } }')).toEqual({ name: 'New' });
  });

  it('is shown once, and stands nowhere: not in a list, not in the audit log, not in the database', async () => {
    const { id, key } = await create({ name: 'Hidden' });
    await withKey(`Bearer ${key}`).ask('{ viewer { name } }');

    const listed = await administrator.ask(
      '{ apiKeys(perPage: 100) { items { id name role prefix lastUsedAt } } }',
    );
    const audited = await administrator.ask('{ auditEntries { items { subjectId before after } } }');

    const secretPart = key.slice(-49);
    expect(JSON.stringify(listed)).toContain(id);
    expect(JSON.stringify([listed, audited])).not.toContain(secretPart);
    expect(await whereFound(secretPart)).toEqual([]);
    expect((await whereFound('Hidden')).toSorted()).toEqual(['api_keys', 'audit_entries']);
  });

  it('cannot be asked for its hash', async () => {
    const refusal = await administrator.refusal('{ apiKeys { items { secretHash } } }');

    expect(refusal.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('says when it was last used', async () => {
    const { id, key } = await create({ name: 'Used' });
    await withKey(`Bearer ${key}`).ask('{ viewer { name } }');

    const { items } = await administrator.ask<{ items: { id: string; lastUsedAt: string | null }[] }>(
      '{ apiKeys(sort: [{ field: CREATED_AT, order: DESC }]) { items { id lastUsedAt } } }',
    );

    expect(items.find(one => one.id === id)?.lastUsedAt).toMatch(/^\d{4}-/);
  });

  it('stops when it expires, at the latest after what is believed of it', async () => {
    const expiresAt = new Date(house.application.now().getTime() + 60_000);
    const { client } = await house.key('viewer', expiresAt);

    const before = await statusOf(client);
    house.advance(60_000 + BELIEVED_MS);

    expect([before, await statusOf(client)]).toEqual([200, 401]);
  });

  it('that is revoked stops everywhere within two seconds', async () => {
    const { id, client } = await house.key('viewer');
    const before = await statusOf(client);

    await administrator.ask('mutation ($id: ID!) { revokeApiKey(id: $id) { revokedAt } }', { id });
    house.advance(BELIEVED_MS);

    expect([before, await statusOf(client)]).toEqual([200, 401]);
    expect(BELIEVED_MS).toBeLessThanOrEqual(2_000);
  });

  it('cannot be revoked twice', async () => {
    const { id } = await house.key('viewer');
    const revoke = 'mutation ($id: ID!) { revokeApiKey(id: $id) { id } }';
    await administrator.ask(revoke, { id });

    expect(await administrator.refusal(revoke, { id })).toMatchObject({ rule: 'key-already-revoked' });
  });

  it.each([
    ['without a name', { name: ' ' }, 'name'],
    ['for a role that there is not', { role: 'owner' }, 'role'],
    ['that has expired', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
  ])('is not made %s', async (_what, overrides, field) => {
    const input = { name: 'Refused', role: 'viewer', ...overrides };

    expect(await administrator.refusal(CREATE, { input })).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('what is done with a key', () => {
  const define = (key: string) =>
    `mutation { defineMetric(input: { key: "${key}", name: "Orders", kind: MEAN, outcomeTypes: ["a"] }) { key } }`;
  const bySomebody = async (key: string) => {
    const { items } = await administrator.ask<{ items: Record<string, unknown>[] }>(
      'query ($key: String!) { auditEntries(filter: { subjectKey: $key }) { items { actorId onBehalfOf } } }',
      { key },
    );
    return items;
  };

  it('is done for the person who made the key, whatever secret it has since', async () => {
    const person = await personIn(house, ['administrator']);
    const { id } = await person.client.ask<{ id: string }>(CREATE, {
      input: { name: 'Of a person', role: 'analyst' },
    });
    const { key } = await administrator.ask<{ key: string }>(
      'mutation ($id: ID!) { rotateApiKey(id: $id) { key } }',
      { id },
    );
    await withKey(`Bearer ${key}`).ask(define('of-a-person'));

    expect(await bySomebody('of-a-person')).toEqual([{ actorId: id, onBehalfOf: person.id }]);
    const { items } = await administrator.ask<{ items: unknown[] }>(
      '{ apiKeys(filter: { q: "Of a person" }) { items { onBehalfOf } } }',
    );
    expect(items).toEqual([{ onBehalfOf: person.id }]);
  });

  it('is done for nobody where the operator made it', async () => {
    const { id, client } = await house.key('analyst');
    await client.ask(define('of-the-operator'));

    expect(await bySomebody('of-the-operator')).toEqual([{ actorId: id, onBehalfOf: null }]);
  });
});

describe('a role', () => {
  const OPERATIONS = {
    read: '{ experiments { total } }',
    results: '{ experimentResults(key: "none") { status } }',
    keys: '{ apiKeys { total } }',
    audit: '{ auditEntries { total } }',
    ask: '{ assignment(experimentKey: "none", recipientKey: "r") { reason } }',
    record: 'mutation { recordOutcomes(input: []) { accepted } }',
    start: 'mutation { startExperiment(key: "none") { key } }',
    define:
      'mutation { defineMetric(input: { key: "m", name: "", kind: MEAN, outcomeTypes: ["a"] }) { key } }',
    create: `mutation { createExperiment(input: { key: "e", name: "", hypothesis: "", variants: [] }) { key } }`,
    makeKey: 'mutation { createApiKey(input: { name: "", role: "administrator" }) { id } }',
  };

  it.each([
    ['viewer', ['read', 'results']],
    ['analyst', ['read', 'results', 'audit', 'ask', 'define']],
    ['experimenter', ['read', 'results', 'audit', 'ask', 'record', 'start', 'define', 'create']],
    [
      'administrator',
      ['read', 'results', 'keys', 'audit', 'ask', 'record', 'start', 'define', 'create', 'makeKey'],
    ],
    ['author', ['read', 'results']],
    ['reviewer', ['read', 'results']],
    ['compliance-officer', ['read', 'results', 'audit']],
    ['privacy-operator', ['read', 'results']],
    ['model-owner', ['read', 'results']],
    ['auditor', ['read', 'results', 'keys', 'audit']],
    ['model', ['ask', 'record']],
    ['esp', ['ask', 'record']],
    ['consent-source', []],
    ['sdk', []],
  ])('of %s is refused everything but %j', async (role, allowed) => {
    const client = await house.as(role);

    const answers = await Promise.all(
      Object.entries(OPERATIONS).map(async ([name, query]) => {
        const { errors } = await client.answer(query);
        return [name, errors?.[0]?.extensions.code === 'FORBIDDEN'] as const;
      }),
    );

    expect(answers.filter(([, isForbidden]) => !isForbidden).map(([name]) => name)).toEqual(allowed);
  });
});
