import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BELIEVED_MS } from '../../packages/api/src/access/authentication.js';
import { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(() => house.close());

const SIGN_IN = 'mutation ($token: String!) { signIn(token: $token) { name roles } }';
const SIGN_OUT = 'mutation { signOut { name } }';
const VIEWER = '{ viewer { name roles } }';

const body = (query: string, variables = {}) => JSON.stringify({ query, variables });

/** Follows a link, as a browser would, and keeps the cookie. */
async function signIn(token: string, client = house.anonymous()) {
  const response = await client.post(body(SIGN_IN, { token }));
  const header = response.headers.get('set-cookie') ?? '';
  const cookie = header.split(';')[0] ?? '';
  return { header, cookie, answer: await response.json(), client: new Client(house.url, { cookie }) };
}

const signedIn = async (...roles: string[]) =>
  signIn(await house.signInToken(roles.length > 0 ? roles : ['administrator']));
const codeOf = async (client: Client): Promise<unknown> => {
  const { errors } = await client.answer(VIEWER);
  return errors?.[0]?.extensions.code ?? 'WELCOME';
};

describe('a one-time link', () => {
  it('signs a person in, in the roles it was made for', async () => {
    const { answer, client } = await signedIn('analyst', 'auditor');

    expect(answer).toEqual({ data: { signIn: { name: 'Owner', roles: ['analyst', 'auditor'] } } });
    expect(await client.ask(VIEWER)).toEqual({ name: 'Owner', roles: ['analyst', 'auditor'] });
  });

  it('works once', async () => {
    const token = await house.signInToken();
    await signIn(token);

    const second = await signIn(token);

    expect(second.answer).toMatchObject({
      errors: [{ extensions: { code: 'RULE_VIOLATED', rule: 'link-used' } }],
    });
    expect(second.header).toBe('');
  });

  it('works once, also when it is followed twice at the same moment', async () => {
    const token = await house.signInToken();

    const all = await Promise.all([signIn(token), signIn(token), signIn(token)]);

    expect(all.filter(({ cookie }) => cookie !== '')).toHaveLength(1);
  });

  it('works for an hour', async () => {
    const token = await house.signInToken();
    house.advance(60 * 60_000);

    expect((await signIn(token)).answer).toMatchObject({
      errors: [{ extensions: { rule: 'link-expired' } }],
    });
  });

  it('that nobody made is not known, and neither its token nor its hash is repeated', async () => {
    const { answer } = await signIn('a-token-that-nobody-made');

    expect(answer).toMatchObject({
      errors: [{ extensions: { code: 'RULE_VIOLATED', rule: 'link-unknown' } }],
    });
    expect(JSON.stringify(answer)).not.toMatch(/a-token-that-nobody-made|[0-9a-f]{64}/);
  });

  it('leaves neither its token nor the cookie in the database', async () => {
    const token = await house.signInToken();
    const { cookie } = await signIn(token);

    const everything = await rowsOf(
      house.databaseUrl,
      'select s::text as row from sessions s union all select a::text from audit_entries a',
    );

    const text = JSON.stringify(everything);
    expect(text).toContain('session.open');
    expect(text).not.toContain(token);
    expect(text).not.toContain(cookie.split('=')[1]);
  });

  it('signs in also a browser that still holds the cookie of a session that is over', async () => {
    const { client } = await signedIn();
    await client.ask(SIGN_OUT);

    const again = await signIn(await house.signInToken(['viewer']), client);

    expect(again.answer).toEqual({ data: { signIn: { name: 'Owner', roles: ['viewer'] } } });
    expect(await codeOf(again.client)).toBe('WELCOME');
  });
});

describe('the cookie of a session', () => {
  it('is read by no script, sent by no other page, and gone when the session ends', async () => {
    const { header } = await signedIn();

    const [name, ...flags] = header.split('; ');
    expect(name).toMatch(/^probity_session=[A-Za-z0-9_-]{43}$/);
    expect(flags).toEqual(['Path=/', expect.stringMatching(/^Expires=/), 'HttpOnly', 'SameSite=Lax']);
  });

  it('works for twelve hours of use', async () => {
    const { client } = await signedIn();
    for (let hours = 0; hours < 12; hours += 0.25) {
      expect(await codeOf(client)).toBe('WELCOME');
      house.advance(15 * 60_000 - (hours === 11.75 ? 10_000 : 0));
    }
    const before = await codeOf(client);

    house.advance(10_000 + BELIEVED_MS);

    expect([before, await codeOf(client)]).toEqual(['WELCOME', 'UNAUTHENTICATED']);
  });

  it('is taken back by signing out, at once', async () => {
    const { client } = await signedIn();
    await client.ask(VIEWER);

    const response = await client.post(body(SIGN_OUT));

    expect(response.headers.get('set-cookie')).toMatch(/^probity_session=;.*Expires=Thu, 01 Jan 1970/);
    expect(await codeOf(client)).toBe('UNAUTHENTICATED');
  });

  it('of one session does not end with another', async () => {
    const [one, other] = [await signedIn(), await signedIn()];

    await one.client.ask(SIGN_OUT);

    expect([await codeOf(one.client), await codeOf(other.client)]).toEqual(['UNAUTHENTICATED', 'WELCOME']);
  });

  it('that is made up opens nothing, and is taken away', async () => {
    const client = new Client(house.url, { cookie: `probity_session=${'x'.repeat(43)}` });

    const response = await client.post(body(VIEWER));

    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(response.headers.get('set-cookie')).toMatch(/^probity_session=;/);
  });

  it('is no key, and a key is no cookie, also while they are believed', async () => {
    const { cookie, client } = await signedIn();
    const { secret, client: machine } = await house.key('viewer');
    await Promise.all([client.ask(VIEWER), machine.ask(VIEWER)]);

    const asKey = new Client(house.url, { authorization: `Bearer ${cookie.split('=')[1]}` });
    const asCookie = new Client(house.url, { cookie: `probity_session=${secret}` });

    expect([await codeOf(asKey), await codeOf(asCookie)]).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
    expect([await codeOf(client), await codeOf(machine)]).toEqual(['WELCOME', 'WELCOME']);
  });

  it('does not count where a key is sent', async () => {
    const { cookie } = await signedIn();
    const { secret } = await house.key('viewer');

    const client = new Client(house.url, { cookie, authorization: `Bearer ${secret}` });

    expect(await client.ask(VIEWER)).toMatchObject({ roles: ['viewer'] });
  });
});

describe('a session', () => {
  it.each(['http://evil.example', 'https://127.0.0.1', 'null', 'http://127.0.0.1:1'])(
    'is not used from a page of %s',
    async origin => {
      const { client } = await signedIn();

      const response = await client.post(body(VIEWER), { origin });

      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    },
  );

  it('is used from its own pages', async () => {
    const { client } = await signedIn();

    const response = await client.post(body(VIEWER), { origin: house.url });

    expect(response.status).toBe(200);
  });

  it('is no reason to refuse a machine that sends an origin', async () => {
    const client = await house.as('viewer');

    expect((await client.post(body(VIEWER), { origin: 'http://evil.example' })).status).toBe(200);
  });

  it('is in the audit log from the offer to the end, by who did it', async () => {
    const { client } = await signedIn('auditor');
    const { items } = await client.ask<{ items: { subjectId: string }[] }>(
      '{ auditEntries(filter: { action: "session.open" }, perPage: 1) { items { subjectId } } }',
    );
    await client.ask(SIGN_OUT);

    const entries = await rowsOf(
      house.databaseUrl,
      'select action, actor_type from audit_entries where subject_id = $1 order by id',
      [items[0]?.subjectId],
    );

    expect(entries).toEqual([
      { action: 'session.offer', actor_type: 'SYSTEM' },
      { action: 'session.open', actor_type: 'ANONYMOUS' },
      { action: 'session.end', actor_type: 'USER' },
    ]);
  });
});
