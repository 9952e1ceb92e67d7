import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExportVerifier } from '../../packages/api/src/audit/export-verifier.rules.js';
import { LogKeeper } from '../../packages/api/src/audit/index.js';
import { newestCheckpoint } from '../../packages/api/src/audit/checkpoint.facts.js';
import { readCheckpoint } from '../../packages/api/src/audit/checkpoint.rules.js';
import { whenSequenced } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { defineMetric } from '../support/make.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let keeper: LogKeeper;

beforeAll(async () => {
  house = await openHouse({ checkEveryMs: 3_600_000 });
  keeper = new LogKeeper(house.application);
  const administrator = await house.as('administrator');
  for (const key of ['a', 'b', 'c']) await defineMetric(administrator, { key });
  await whenSequenced(async () => {
    await keeper.sequence();
    expect(await sequenced()).toBe(await written());
  });
  await keeper.checkpoint(true);
});

afterAll(() => house.close());

const count = async (table: string) => (await rowsOf(house.databaseUrl, `select from ${table}`)).length;
const sequenced = () => count('audit_leaves');
const written = () => count('audit_entries');

const exportTo = async (secret: string | null, query = '', headers: Record<string, string> = {}) =>
  fetch(`${house.url}/audit/export${query}`, {
    headers: { ...(secret === null ? {} : { authorization: `Bearer ${secret}` }), ...headers },
  });

const readings = () =>
  rowsOf<{ action: string; actor_id: string; reason: string }>(
    house.databaseUrl,
    `select action, actor_id, reason from audit_entries where action = 'auditLog.export' order by id`,
  );

async function cookieOf(...roles: string[]): Promise<string> {
  const link = await house.signInToken(roles);
  const answer = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($token: String!) { signIn(token: $token) { name } }',
      variables: { token: link },
    }),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

describe('the audit log over HTTP', () => {
  it('is a file that agrees with the newest checkpoint, and who took it is in the log', async () => {
    const { id, secret } = await house.key('auditor');

    const answer = await exportTo(secret, '?format=jsonl');
    const lines = (await answer.text()).trimEnd().split('\n');
    const newest = await newestCheckpoint(house.application.database.reader.manager);
    const checkpoint = readCheckpoint(newest?.text ?? '', house.application.signingKey.publicKey);
    const verifier = new ExportVerifier([{ layer: 'ROOT', name: 'newest', checkpoint }]);
    const faults = lines.map(line => verifier.take(Buffer.from(line)));

    expect(answer.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="audit-log-jsonl.jsonl"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect([...faults, verifier.end()].filter(fault => fault !== null)).toEqual([]);
    expect(verifier.entries).toBe(newest?.size);
    expect((await readings()).at(-1)).toEqual({
      action: 'auditLog.export',
      actor_id: id,
      reason: 'jsonl from 0',
    });
  });

  it('begins where it is asked to, in the formats of others', async () => {
    const { secret } = await house.key('auditor');
    const first = async (query: string) =>
      JSON.parse((await (await exportTo(secret, query)).text()).split('\n')[0] ?? '') as unknown;

    expect(await first('?from=2')).toMatchObject({ index: 2 });
    expect(await first('?from=1&format=cloudevents')).toMatchObject({
      specversion: '1.0',
      data: { index: 1 },
    });
    expect(await first('?from=1&format=ocsf')).toMatchObject({
      class_uid: 6003,
      unmapped: { probity: { index: 1 } },
    });
    expect(await (await exportTo(secret, '?from=100000')).text()).toBe('');
  });

  it('tells personal values only to who asks for them, which is recorded', async () => {
    await house.signInToken();
    await whenSequenced(async () => {
      await keeper.sequence();
      expect(await sequenced()).toBe(await written());
    });
    const { secret } = await house.key('auditor');

    const [without, personal] = [await exportTo(secret), await exportTo(secret, '?personal=1')];

    expect(await without.text()).not.toContain('"Owner"');
    expect(await personal.text()).toContain('"value":"Owner"');
    expect((await readings()).at(-1)).toMatchObject({ reason: 'jsonl from 0, with personal values' });
  });

  it.each([
    'viewer',
    'analyst',
    'experimenter',
    'administrator',
    'compliance-officer',
    'model',
    'esp',
    'sdk',
  ])('is nothing that a %s may take away', async role => {
    const { secret } = await house.key(role);
    const before = await readings();

    const answer = await exportTo(secret);

    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(await readings()).toEqual(before);
  });

  it('is nothing for strangers, or for a key that does not work', async () => {
    expect((await exportTo(null)).status).toBe(401);
    expect((await exportTo('pk_unknown')).status).toBe(401);
  });

  it.each(['?format=csv', '?from=-1', '?from=x', '?personal=yes', '?from=1&from=2'])(
    'is not asked for by %s',
    async query => {
      const { secret } = await house.key('auditor');

      const answer = await exportTo(secret, query);

      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    },
  );

  it('is handed to people who signed in a moment ago, from our own pages only', async () => {
    const cookie = await cookieOf('auditor');

    const fresh = await exportTo(null, '', { cookie });
    const foreign = await exportTo(null, '', { cookie, 'sec-fetch-site': 'cross-site' });
    house.advance(6 * 60_000);
    const stale = await exportTo(null, '', { cookie });

    expect(fresh.status).toBe(200);
    expect(foreign.status).toBe(403);
    expect(stale.status).toBe(403);
    expect(await stale.json()).toMatchObject({ errors: [{ extensions: { code: 'STEP_UP_REQUIRED' } }] });
  });

  it('is not begun by asking for its headers', async () => {
    const { secret } = await house.key('auditor');
    const before = await readings();

    const answer = await fetch(`${house.url}/audit/export`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${secret}` },
    });

    expect(answer.status).toBe(404);
    expect(await readings()).toEqual(before);
  });
});
