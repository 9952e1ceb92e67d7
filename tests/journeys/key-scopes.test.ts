import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationNames, requireOperation } from '../../packages/api/src/access/index.js';
import { rootFields } from '../../packages/api/src/http/operation-scope.js';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import { Client } from '../support/client.js';
import { everyOperation } from '../support/every-operation.js';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';

const schema = buildProbitySchema();
const EVERY = everyOperation(schema);
const NAMES = EVERY.map(({ name }) => name);
const CREATE = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { id key } }';

let house: House;
let administrator: Client;

beforeAll(async () => {
  house = await openHouse();
  administrator = await house.as('administrator');
  await runningExperiment(administrator, { key: 'running' });
});

afterAll(() => house.close());

const made = (input: Record<string, unknown>) =>
  administrator.ask<{ id: string; key: string }>(CREATE, {
    input: { name: 'Limited', role: 'administrator', ...input },
  });

async function limitedTo(operations: readonly string[], role = 'administrator'): Promise<Client> {
  const { key } = await made({ operations, role });
  return new Client(house.url, { authorization: `Bearer ${key}` });
}

const outOfScope = (name: string) => ({
  code: 'FORBIDDEN',
  message: `this key is not for ${name}`,
  action: name,
});

describe('every operation', () => {
  it('is asked by a document of its own', () => {
    expect(EVERY.length).toBeGreaterThan(50);
    expect(EVERY.flatMap(({ document }) => validate(schema, parse(document)))).toEqual([]);
    expect([...operationNames(schema)].toSorted()).toEqual([...NAMES, 'auditExport', 'features'].toSorted());
  });

  it('is let through by the limits that name it, and by no other', () => {
    const refused = EVERY.map(({ document }) => {
      const parsed = parse(document);
      const [operation] = parsed.definitions;
      if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
      const [field = ''] = rootFields(parsed, operation);
      return NAMES.filter(scope => {
        try {
          requireOperation({ operations: new Set([scope]) }, field);
          return false;
        } catch {
          return true;
        }
      });
    });

    expect(refused).toEqual(NAMES.map(name => NAMES.filter(other => other !== name)));
  });

  it('is refused to a key for all the others, before anything runs', async () => {
    for (const { name, document } of EVERY) {
      const client = await limitedTo(NAMES.filter(other => other !== name));

      const response = await client.post(JSON.stringify({ query: document }));

      expect([name, response.status, await response.json()]).toEqual([
        name,
        403,
        {
          errors: [
            { message: `this key is not for ${name}`, extensions: { code: 'FORBIDDEN', action: name } },
          ],
        },
      ]);
    }
  }, 60_000);

  it('is not refused to a key for it alone', async () => {
    for (const { name, document } of EVERY) {
      const { errors = [] } = await (await limitedTo([name])).answer(document);

      expect([name, errors.map(({ message }) => message)]).toEqual([
        name,
        expect.not.arrayContaining([expect.stringContaining('this key is not for')]),
      ]);
    }
  }, 60_000);
});

describe('a key that is limited to operations', () => {
  it.each([
    ['by another name', '{ viewer: experiments { total } }'],
    ['beside what it may', '{ viewer { name } experiments { total } }'],
    ['in a fragment', '{ ...more } fragment more on Query { viewer { name } experiments { total } }'],
    [
      'in a fragment of a fragment',
      '{ viewer { name } ...one } fragment one on Query { ...two } fragment two on Query { ... { experiments { total } } }',
    ],
    ['in an inline fragment', '{ viewer { name } ... on Query { experiments { total } } }'],
    ['that is skipped', '{ viewer { name } experiments @skip(if: true) { total } }'],
  ])('does not use another %s', async (_what, query) => {
    const client = await limitedTo(['viewer']);

    expect(await client.refusal(query)).toMatchObject(outOfScope('experiments'));
  });

  it('uses what it may of a document in which there is more', async () => {
    const client = await limitedTo(['viewer']);
    const query = 'query A { viewer { name } } query B { experiments { total } }';
    const ask = async (operationName: string) =>
      (await (await client.post(JSON.stringify({ query, operationName }))).json()) as unknown;

    expect(await ask('A')).toEqual({ data: { viewer: { name: 'Limited' } } });
    expect(await ask('B')).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('may ask what kind of thing it asks', async () => {
    expect(await (await limitedTo(['experiments'])).answer('{ __typename }')).toEqual({
      data: { __typename: 'Query' },
    });
  });

  it('may not read the schema, unless it is for nothing less than all', async () => {
    const client = await limitedTo(['viewer']);

    expect(await client.refusal('{ __schema { queryType { name } } }')).toMatchObject(outOfScope('__schema'));
    expect(await client.refusal('{ __type(name: "Query") { name } }')).toMatchObject(outOfScope('__type'));
  });

  it('does what its role may not all the same', async () => {
    const client = await limitedTo(['apiKeys'], 'viewer');

    expect(await client.refusal('{ apiKeys { total } }')).toMatchObject({
      code: 'FORBIDDEN',
      subject: 'ApiKey',
    });
  });

  it.each([
    ['assignment', 200],
    ['assignments', 403],
    ['features', 403],
  ])('for %s is answered by OFREP with %i', async (operation, status) => {
    const { key } = await made({ role: 'model', operations: [operation] });
    const headers = { 'x-api-key': key, 'content-type': 'application/json' };
    const body = JSON.stringify({ context: { targetingKey: 'somebody' } });
    const ask = (path: string) =>
      fetch(`${house.url}/ofrep/v1/evaluate/flags${path}`, { method: 'POST', headers, body });

    expect([(await ask('/running')).status, (await ask('')).status]).toEqual([status, status]);
  });

  it.each([
    ['features', 200],
    ['assignment', 403],
  ])('for %s is given the payload of SDKs with %i', async (operation, status) => {
    const { key } = await made({ role: 'sdk', operations: [operation] });

    expect((await fetch(`${house.url}/api/features/${key}`)).status).toBe(status);
  });

  it('is shown with them', async () => {
    const limits = { operations: ['viewer', 'features'], markets: ['DE'], addresses: ['192.0.2.0/24'] };
    const { id } = await made({ ...limits, role: 'viewer', name: 'Shown' });

    const { items } = await administrator.ask<{ items: object[] }>(
      '{ apiKeys(filter: { q: "show" }) { items { id operations markets addresses } } }',
    );

    expect(items).toEqual([{ id, ...limits }]);
  });

  it('makes no key for more than it has, and gets no secret of one', async () => {
    const limited = await limitedTo(['createApiKey', 'rotateApiKey']);
    const { id } = await made({});
    const wider = { code: 'RULE_VIOLATED', rule: 'key-wider-than-maker', field: 'operations' };

    expect(await limited.refusal(CREATE, { input: { name: 'Wide', role: 'administrator' } })).toMatchObject(
      wider,
    );
    expect(
      await limited.refusal('mutation ($id: ID!) { rotateApiKey(id: $id) { key } }', { id }),
    ).toMatchObject(wider);
  });

  it.each([
    ['operations', { operations: ['asignment'] }],
    ['operations', { operations: ['__schema'] }],
    ['operations', { operations: [] }],
    ['markets', { markets: [] }],
    ['addresses', { addresses: ['192.0.2.0/33'] }],
    ['expiresAt', { expiresAt: '2100-01-01T00:00:00Z' }],
  ])('is not made where its %s make no sense: %j', async (field, input) => {
    const refusal = await administrator.refusal(CREATE, {
      input: { name: 'Refused', role: 'model', ...input },
    });

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
