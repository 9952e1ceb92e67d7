import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.js';
import { invite } from '../support/people.js';
import { rowsOf } from '../support/rows.js';
import type { SignInProvider } from '../support/sign-in-provider.js';
import { ROLES_AND_TEAMS, SingleSignOn } from '../support/single-sign-on.js';
import { Visitor } from '../support/visitor.js';

let sso: SingleSignOn;
let house: House;
let provider: SignInProvider;

beforeAll(async () => {
  sso = await SingleSignOn.open();
  ({ house, provider } = sso);
});
afterAll(() => sso.close());

async function expectNoBeginning(returnTo: string): Promise<void> {
  const response = await fetch(`${house.url}/auth/oidc/start?return=${encodeURIComponent(returnTo)}`, {
    redirect: 'manual',
  });

  expect(response.status).toBe(400);
  expect(response.headers.getSetCookie()).toEqual([]);
}

const auditOf = (email: string) =>
  rowsOf<{ action: string; actor_type: string; actor_name: string; outcome: string }>(
    house.databaseUrl,
    `select action, actor_type, actor_name, outcome from audit_entries
      where subject_id = (select id from users where email = $1) order by id`,
    [email],
  );

describe('what the sign-in page is told', () => {
  it('is the name of the provider, and no secret', async () => {
    const response = await fetch(`${house.url}/auth/methods`);

    expect(await response.json()).toEqual({ password: true, oidc: { name: 'Example Inc.' } });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is null where there is no provider, and then nothing begins', async () => {
    const without = await openHouse({ beside: house });

    expect(await (await fetch(`${without.url}/auth/methods`)).json()).toEqual({ password: true, oidc: null });
    expect((await fetch(`${without.url}/auth/oidc/start`)).status).toBe(404);
    await without.close();
  });
});

describe('signing in', () => {
  it('lets an invited person in, with the roles and teams of their groups, and says so in the audit log', async () => {
    const { email } = sso.atTheProvider({
      groups: ['insight', 'growth', 'a group of others', 'constructor'],
    });
    await invite(house, { email, roles: ['viewer'] });

    const { visitor, url, status } = await sso.signIn();

    expect({ url, status }).toEqual({ url: `${house.url}/`, status: 303 });
    expect(await visitor.client(house.url).ask(ROLES_AND_TEAMS)).toEqual({
      email,
      roles: ['analyst', 'experimenter'],
      teams: ['emea'],
    });
    expect(await auditOf(email)).toMatchObject([
      { action: 'user.invite' },
      { action: 'user.synchronise', actor_type: 'SYSTEM', actor_name: 'single sign-on', outcome: 'ALLOWED' },
    ]);
  });

  it('changes nothing, and writes nothing of the account, where nothing is different', async () => {
    const { email } = sso.atTheProvider();
    await invite(house, { email });
    await sso.signIn();
    const before = await auditOf(email);

    await sso.signIn();

    expect(await auditOf(email)).toEqual(before);
  });

  it('gives each sign-in a cookie of its own', async () => {
    const { email } = sso.atTheProvider();
    await invite(house, { email });
    const visitor = new Visitor();
    visitor.setCookie(house.url, 'probity_session', 'a cookie that somebody else has put there');

    await sso.signIn(visitor);
    const first = visitor.cookie(house.url, 'probity_session');
    await sso.signIn(visitor);

    expect(first).toMatch(/^[\w-]{43}$/);
    expect(visitor.cookie(house.url, 'probity_session')).toMatch(/^[\w-]{43}$/);
    expect(visitor.cookie(house.url, 'probity_session')).not.toBe(first);
  });

  it('keeps what it has to remember sealed, out of reach of scripts and other sites, and for ten minutes', async () => {
    const response = await fetch(`${house.url}/auth/oidc/start`, { redirect: 'manual' });
    const [cookie = ''] = response.headers.getSetCookie();
    const [, value = ''] = /^probity_sign_in=([^;]*);/.exec(cookie) ?? [];

    expect(response.status).toBe(303);
    expect(cookie).toMatch(/; Max-Age=600; Path=\/auth\/oidc; HttpOnly; SameSite=Lax$/);
    expect(Buffer.from(decodeURIComponent(value), 'base64').toString('latin1')).not.toContain('state');
  });

  it('asks with PKCE by S256, and with the scopes of the configuration', async () => {
    const response = await fetch(`${house.url}/auth/oidc/start`, { redirect: 'manual' });
    const asked = new URL(response.headers.get('location') ?? '').searchParams;

    expect(Object.fromEntries(asked)).toEqual({
      response_type: 'code',
      client_id: 'probity',
      redirect_uri: `${house.url}/auth/oidc/callback`,
      scope: 'openid email profile groups',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  it('goes on where somebody wanted to go', async () => {
    const { email } = sso.atTheProvider();
    await invite(house, { email });

    const { url } = await sso.signIn(
      new Visitor(),
      `/auth/oidc/start?return=${encodeURIComponent('/arrived?a=b#/c')}`,
    );

    expect(url).toBe(`${house.url}/arrived?a=b#/c`);
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example/',
    '/\t/elsewhere.example/',
    '/.//elsewhere.example/',
    'javascript:alert(1)',
    'experiments',
    '',
    '/auth/oidc/start',
  ])('never leads to "%s"', async place => {
    await expectNoBeginning(place);
  });

  it('never leads to a path that is longer than any of ours', async () => {
    await expectNoBeginning(`/${'a'.repeat(2_000)}`);
  });

  it('takes no part in what only the headers are asked of', async () => {
    const { email } = sso.atTheProvider();
    await invite(house, { email });
    const { visitor, callback } = await sso.almostBack();

    const asked = await fetch(callback, { method: 'HEAD' });
    const arrived = await visitor.get(callback);

    expect({ asked: asked.status, arrived: arrived.status }).toEqual({ asked: 404, arrived: 303 });
  });

  it('goes on at once when the provider signs with another key', async () => {
    const { email } = sso.atTheProvider();
    await invite(house, { email });
    await sso.signIn();

    await provider.rotate();

    expect((await sso.signIn()).status).toBe(303);
  });
});

describe('clocks', () => {
  it.each([
    [-5 * 60, 403],
    [-90, 403],
    [-45, 303],
    [45, 303],
    [90, 403],
    [5 * 60, 403],
  ])('%d seconds apart: %d', async (seconds, answered) => {
    const { email } = sso.atTheProvider();
    await invite(house, { email });
    house.advance(seconds * 1000);

    const { status } = await sso.signIn();
    house.advance(-seconds * 1000);

    expect(status).toBe(answered);
  });

  it('let a sign-in that was begun come back for ten minutes', async () => {
    const { visitor, callback } = await sso.almostBack();
    house.advance(10 * 60_000);

    const { status } = await visitor.get(callback);
    house.advance(-10 * 60_000);

    expect(status).toBe(400);
  });
});
