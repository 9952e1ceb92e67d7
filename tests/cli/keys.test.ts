import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.js';
import { type Finished, probity } from './probity.js';

let house: House;
let directory: string;

// A server runs beside the command line, on the same database.
beforeAll(async () => {
  house = await openHouse();
  directory = await mkdtemp(join(tmpdir(), 'probity-keys-'));
});

afterAll(async () => {
  await house.close();
  await rm(directory, { recursive: true });
});

const keys = (...args: string[]): Promise<Finished> =>
  probity(['keys', ...args], { DATABASE_URL: house.databaseUrl, PROBITY_DATA_DIR: directory });

interface Made {
  readonly id: string;
  readonly key: string;
}

const made = ({ output }: Finished): Made => JSON.parse(output) as Made;

async function roleOf({ key }: Made): Promise<unknown> {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: '{ viewer { roles } }' }),
  });
  return ((await response.json()) as { data?: { viewer: { roles: unknown } } | null }).data?.viewer.roles;
}

describe('a key made at the command line', () => {
  it('opens the running server to its role, is listed without its secret, and is revoked', async () => {
    const run = await keys('create', '--name', 'shop', '--role', 'esp', '--expires', '30d', '--json');
    expect(run).toMatchObject({ status: 0, errors: '' });
    const key = made(run);
    expect(await roleOf(key)).toEqual(['esp']);

    const listed = await keys('list', '--json');
    const { items } = JSON.parse(listed.output) as {
      items: { id: string; expiresAt: string; lastUsedAt: unknown }[];
    };
    const item = items.find(({ id }) => id === key.id);
    expect(item).toMatchObject({ name: 'shop', role: 'esp', revokedAt: null, prefix: key.key.slice(0, 16) });
    expect(item?.lastUsedAt).toEqual(expect.any(String));
    expect(Date.parse(item?.expiresAt ?? '') - Date.now()).toBeGreaterThan(29 * 24 * 3_600_000);
    expect(listed.output).not.toContain(key.key);
    expect((await keys('list')).output).toMatch(new RegExp(`^${key.id} +shop +esp `, 'm'));

    expect(await keys('revoke', key.id)).toMatchObject({ status: 0, output: '' });
    house.advance(5_000);
    expect(await roleOf(key)).toBeUndefined();
    expect(await keys('revoke', key.id)).toMatchObject({
      status: 1,
      errors: 'error [key-already-revoked]: this key is revoked already\n',
    });
  });

  it('is made for what is said and nothing else, and gets another secret with an overlap', async () => {
    const limits = [
      '--operations',
      'viewer, assignment',
      '--markets',
      'DE',
      '--addresses',
      '127.0.0.0/8,::1',
    ];
    const key = made(await keys('create', '--name', 'limited', '--role', 'esp', ...limits, '--json'));

    const { output, status } = await keys('rotate', key.id, '--overlap', '2h', '--json');

    expect(status).toBe(0);
    const rotated = JSON.parse(output) as Made & { previousExpiresAt: string };
    expect([await roleOf(key), await roleOf(rotated)]).toEqual([['esp'], ['esp']]);
    expect(Math.round((Date.parse(rotated.previousExpiresAt) - Date.now()) / 3_600_000)).toBe(2);
    const { items } = JSON.parse((await keys('list', '--json')).output) as { items: { id: string }[] };
    expect(items.find(({ id }) => id === key.id)).toMatchObject({
      status: 'ACTIVE',
      operations: ['viewer', 'assignment'],
      markets: ['DE'],
      addresses: ['127.0.0.0/8', '::1'],
      previousExpiresAt: rotated.previousExpiresAt,
    });
  });

  it('gets another secret at once without an overlap, which is shown alone', async () => {
    const key = made(await keys('create', '--name', 'turned', '--role', 'esp', '--json'));

    const { output, errors } = await keys('rotate', key.id, '--overlap', '0h');

    expect(output).toMatch(/^pk_live_[0-9a-f]{8}_[0-9A-Za-z]{49}\n$/);
    expect(errors).toContain('has stopped working');
    expect(await roleOf({ ...key, key: output.trim() })).toEqual(['esp']);
    expect(await roleOf(key)).toBeUndefined();
  });

  it('is shown alone on standard output when a person makes it', async () => {
    const { status, output, errors } = await keys('create', '--name', 'person', '--role', 'viewer');

    expect(status).toBe(0);
    expect(output).toMatch(/^pk_live_[0-9a-f]{8}_[0-9A-Za-z]{49}\n$/);
    expect(errors).toContain('shown here and never again');
  });

  it('is in the audit log with who made it, and without its secret', async () => {
    const run = await keys('create', '--name', 'audited', '--role', 'model', '--json');

    const [entry] = await house.application.database.reader.query<{ actor_name: string; after: unknown }[]>(
      'select actor_name, after from audit_entries where subject_id = $1',
      [made(run).id],
    );
    expect(entry?.actor_name).toMatch(/, at the command line$/);
    expect(JSON.stringify(entry)).not.toContain(made(run).key.slice(-49));
    expect(JSON.stringify(entry)).not.toContain('secretHash');
  });

  it.each([
    [
      ['create', '--name', 'x', '--role', 'boss'],
      2,
      /^error \[usage\].*viewer, analyst, experimenter, .*administrator/,
    ],
    [['create', '--role', 'esp'], 2, /^error \[usage\].*--name/],
    [['create', '--name', ' ', '--role', 'esp'], 2, /^error \[bad-user-input\]/],
    [['create', '--name', 'x', '--role', 'esp', '--expires', 'soon'], 2, /^error \[bad-duration\]/],
    [['create', '--name', 'x', '--role', 'esp', '--expires', '400d'], 2, /^error \[bad-user-input\]/],
    [['create', '--name', 'x', '--role', 'esp', '--operations', 'assignment,asignments'], 2, /asignments/],
    [['create', '--name', 'x', '--role', 'esp', '--addresses', 'office'], 2, /^error \[bad-user-input\]/],
    [['rotate', '0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e77'], 4, /^error \[not-found\]/],
    [['rotate', 'nonsense'], 4, /^error \[not-found\]/],
    [['rotate', 'x', '--overlap', '8d'], 2, /^error \[bad-overlap\]/],
    [['revoke', '0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e77'], 4, /^error \[not-found\]/],
    [['revoke', 'nonsense'], 4, /^error \[not-found\]/],
    [['revok', 'x'], 2, /^error \[usage\].*\n\(Did you mean revoke\?\)/],
  ])('is refused with its own exit code: keys %s', async (args, status, errors) => {
    const run = await keys(...args);

    expect(run).toMatchObject({ status, output: '' });
    expect(run.errors).toMatch(errors);
  });
});

describe('a sign-in link made at the command line', () => {
  it('opens one session in the role asked for', async () => {
    const { output } = await keys(
      'link',
      '--name',
      'Ann',
      '--role',
      'analyst',
      '--url',
      'https://probity.example.com/',
    );

    const token = /^https:\/\/probity\.example\.com\/#\/sign-in\?token=([\w-]+)\n$/.exec(output)?.[1];
    const signIn = 'mutation ($token: String!) { signIn(token: $token) { name roles } }';
    expect(await house.anonymous().ask(signIn, { token })).toEqual({ name: 'Ann', roles: ['analyst'] });
    expect(await house.anonymous().refusal(signIn, { token })).toMatchObject({ rule: 'link-used' });
  });

  it('is for the owner on this machine unless something else is said', async () => {
    const { output } = await keys('link', '--json');

    expect((JSON.parse(output) as { url: string }).url).toMatch(
      /^http:\/\/127\.0\.0\.1:4000\/#\/sign-in\?token=/,
    );
  });
});

describe('a database that is away', () => {
  it('is worth another try, says the exit code', async () => {
    const run = await probity(['keys', 'list'], {
      DATABASE_URL: 'postgres://someone:secret@127.0.0.1:9/none',
      PROBITY_DATA_DIR: directory,
    });

    expect(run).toMatchObject({ status: 75, output: '' });
    expect(run.errors).toMatch(/^error \[unavailable\]: /);
    expect(run.errors).not.toContain('secret');
  });
});
