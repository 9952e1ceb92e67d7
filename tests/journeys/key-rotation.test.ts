import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BELIEVED_MS } from '../../packages/api/src/access/authentication.js';
import { newRotation, rotateApiKey } from '../../packages/api/src/access/index.js';
import { doorsOf } from '../../packages/api/src/doors.js';
import { secretHash } from '../../packages/api/src/kernel/content-hash.js';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { connectionTo, rowsOf } from '../support/rows.js';

let house: House;
/** Another process on the same database, with a clock of its own. */
let other: House;

beforeAll(async () => {
  house = await openHouse();
  other = await openHouse({ beside: house });
});

afterAll(async () => {
  await other.close();
  await house.close();
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ROTATE = `mutation ($id: ID!, $overlapHours: Int) {
  rotateApiKey(id: $id, overlapHours: $overlapHours) { id key previousExpiresAt }
}`;

interface Rotated {
  readonly id: string;
  readonly key: string;
  readonly previousExpiresAt: string | null;
}

const administrator = () => house.as('administrator');
const rotate = async (id: string, overlapHours?: number): Promise<Rotated> =>
  (await administrator()).ask<Rotated>(ROTATE, { id, ...(overlapHours !== undefined && { overlapHours }) });
const works = async (key: string, at = house): Promise<boolean> => {
  const client = new Client(at.url, { authorization: `Bearer ${key}` });
  return (await client.post('{"query": "{ viewer { name } }"}')).status === 200;
};

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly rotatedAt: string | null;
  readonly previousExpiresAt: string | null;
}

const list = async (filter: Record<string, unknown> = {}): Promise<readonly Listed[]> => {
  const { items } = await (await administrator()).ask<{ items: Listed[] }>(
    `query ($filter: ApiKeyFilter) { apiKeys(filter: $filter, perPage: 100) {
      items { id status rotatedAt previousExpiresAt } } }`,
    { filter },
  );
  return items;
};
const statusOf = async (id: string) => (await list()).find(one => one.id === id)?.status;

describe('a rotation', () => {
  it('gives another secret, and leaves the one before for a day, on every process', async () => {
    const { id, secret } = await house.key('viewer');

    const { key, previousExpiresAt } = await rotate(id);

    expect(key).toMatch(/^pk_live_[0-9a-f]{8}_[0-9A-Za-z]{49}$/);
    expect(key.slice(0, 16)).toBe(secret.slice(0, 16));
    const overlap = Date.parse(previousExpiresAt ?? '') - house.application.now().getTime();
    expect(Math.round(overlap / HOUR)).toBe(24);
    for (const at of [house, other])
      expect([await works(secret, at), await works(key, at)]).toEqual([true, true]);
    expect((await list()).find(one => one.id === id)).toMatchObject({
      status: 'ACTIVE',
      rotatedAt: expect.any(String),
      previousExpiresAt,
    });

    house.advance(24 * HOUR + BELIEVED_MS);

    expect([await works(secret), await works(key)]).toEqual([false, true]);
  });

  it('leaves the secret before for as long as is said', async () => {
    const { id, secret } = await house.key('viewer');
    await rotate(id, 1);
    house.advance(HOUR - 60_000);
    const before = await works(secret);

    house.advance(60_000 + BELIEVED_MS);

    expect([before, await works(secret)]).toEqual([true, false]);
  });

  it('without an overlap stops the one before at once, here and elsewhere', async () => {
    const { id, secret } = await house.key('viewer');
    expect([await works(secret), await works(secret, other)]).toEqual([true, true]);

    const { key, previousExpiresAt } = await rotate(id, 0);

    expect(previousExpiresAt).toBeNull();
    // No clock runs ahead here: a commit is told.
    await eventually(async () =>
      expect([await works(secret), await works(secret, other)]).toEqual([false, false]),
    );
    expect(await works(key, other)).toBe(true);
  });

  it('stops the secret before the one before', async () => {
    const { id, secret: first } = await house.key('viewer');
    const { key: second } = await rotate(id);
    const { key: third } = await rotate(id);

    await eventually(async () =>
      expect([await works(first), await works(second), await works(third)]).toEqual([false, true, true]),
    );
  });

  it('does not outlive the key', async () => {
    const { id, secret } = await house.key('viewer');
    const { key } = await rotate(id);

    await (await administrator()).ask('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id });

    await eventually(async () =>
      expect(await Promise.all([secret, key].flatMap(one => [works(one), works(one, other)]))).toEqual([
        false,
        false,
        false,
        false,
      ]),
    );
    await expect(rotate(id)).rejects.toThrow('key-already-revoked');
  });

  it('of two at the same moment leaves one secret and the one before it', async () => {
    const { id, secret } = await house.key('viewer');

    const both = await Promise.all([rotate(id), rotate(id)]);

    await eventually(async () => expect(await works(secret)).toBe(false));
    expect(await Promise.all(both.map(({ key }) => works(key)))).toEqual([true, true]);
  });

  it.each([-1, 169])('has no overlap of %i hours', async overlapHours => {
    const { id } = await house.key('viewer');
    const refusal = await (await administrator()).refusal(ROTATE, { id, overlapHours });

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'overlapHours' });
  });

  it('is for administrators who have just shown who they are', async () => {
    const { id } = await house.key('viewer');
    const person = { type: 'USER', id: 'ada', name: 'Ada', roles: ['administrator'] } as const;
    const { change } = doorsOf(house.application)(person, 'test');

    expect(await (await house.as('experimenter')).refusal(ROTATE, { id })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await house.anonymous().refusal(ROTATE, { id })).toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(change(rotateApiKey, newRotation(id, 24).rotation)).rejects.toMatchObject({
      code: 'STEP_UP_REQUIRED',
    });
  });

  it('is in the audit log without its secrets', async () => {
    const { id, secret } = await house.key('viewer');
    const { key } = await rotate(id);

    const entries = await rowsOf<{ action: string; after: unknown }>(
      house.databaseUrl,
      'select action, before, after from audit_entries where subject_id = $1 order by id',
      [id],
    );

    expect(entries.map(({ action }) => action)).toEqual(['apiKey.create', 'apiKey.rotate']);
    const text = JSON.stringify(entries);
    for (const one of [secret, key]) expect(text).not.toContain(one.slice(-49));
    expect(text).not.toMatch(/hash/i);
    expect(text).toContain('rotatedAt');
  });

  it('takes a key of the older form, which has worked until then, into the newer', async () => {
    const old = `pk_0123abcd_${'x'.repeat(43)}`;
    const { id } = await house.key('viewer');
    const owner = await connectionTo(house.databaseUrl);
    await owner.query('set session_replication_role = replica');
    await owner.query(
      `update api_keys set prefix = 'pk_0123abcd', expires_at = null, secret_hash = $2 where id = $1`,
      [id, secretHash(old)],
    );
    await owner.end();
    const before = await works(old);

    const { key } = await rotate(id);

    expect(key).toMatch(/^pk_live_0123abcd_/);
    expect([before, await works(old), await works(key)]).toEqual([true, true, true]);
  });
});

describe('a key that nobody uses', () => {
  it('stops after 90 days, is shown as such, and works again by another secret alone', async () => {
    const used = await house.key('viewer');
    const unused = await house.key('viewer');
    await works(used.secret);
    house.advance(89 * DAY);
    await works(used.secret);
    expect(await statusOf(unused.id)).toBe('ACTIVE');

    house.advance(2 * DAY);

    expect([await works(used.secret), await works(unused.secret)]).toEqual([true, false]);
    expect([await statusOf(used.id), await statusOf(unused.id)]).toEqual(['ACTIVE', 'UNUSED']);
    const { key, previousExpiresAt } = await rotate(unused.id, 168);
    expect(previousExpiresAt).toBeNull();
    expect([await works(unused.secret), await works(key)]).toEqual([false, true]);
    expect(await statusOf(unused.id)).toBe('ACTIVE');
  });
});

describe('a list of keys', () => {
  it('is filtered by status as each key tells it of itself', async () => {
    const expiring = await house.key('viewer', new Date(house.application.now().getTime() + HOUR));
    const revoked = await house.key('viewer');
    const rotated = await house.key('viewer');
    const unused = await house.key('viewer');
    const used = await house.key('viewer');
    await (await administrator()).ask('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', {
      id: revoked.id,
    });
    house.advance(60 * DAY);
    await works(used.secret);
    house.advance(31 * DAY);
    await rotate(rotated.id);
    const active = await house.key('viewer');

    const all = await list();
    for (const status of ['ACTIVE', 'EXPIRED', 'REVOKED', 'UNUSED']) {
      const filtered = await list({ status: [status] });
      const told = all.filter(one => one.status === status).map(({ id }) => id);
      const found = filtered.map(({ id }) => id).filter(id => told.includes(id));

      expect([status, filtered.every(one => one.status === status), found]).toEqual([status, true, told]);
    }
    const statuses = new Map(all.map(({ id, status }) => [id, status]));
    expect([expiring, revoked, rotated, unused, used, active].map(({ id }) => statuses.get(id))).toEqual([
      'EXPIRED',
      'REVOKED',
      'ACTIVE',
      'UNUSED',
      'ACTIVE',
      'ACTIVE',
    ]);
    expect((await list({ status: ['EXPIRED', 'REVOKED'] })).map(({ id }) => id)).toEqual(
      expect.arrayContaining([expiring.id, revoked.id]),
    );
  });

  it('is filtered by a part of the name and by role, together with the status', async () => {
    const { id } = await house.key('auditor');

    expect((await list({ q: 'UDITOR of', role: 'auditor', status: ['ACTIVE'] })).map(one => one.id)).toEqual([
      id,
    ]);
    expect(await list({ q: 'auditor', role: 'viewer' })).toEqual([]);
    expect(await list({ q: '%' })).toEqual([]);
  });
});
