import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../packages/api/src/config.js';
import {
  type HostileProvider,
  type Json,
  KEY_ID,
  openHostileProvider,
  signed,
} from '../support/hostile-provider.js';
import { type House, openHouse } from '../support/house.js';
import { invite, newEmail, welcomeOf } from '../support/people.js';
import { Visitor } from '../support/visitor.js';
import { HOSTILE_TOKENS } from './hostile-tokens.js';

const HEADER = { alg: 'RS256', kid: KEY_ID };

let provider: HostileProvider;
let house: House;
const lines: string[] = [];
const log = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk));
    done();
  },
});

beforeAll(async () => {
  provider = await openHostileProvider();
  const { oidc } = readConfig({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'probity',
    OIDC_CLIENT_SECRET: 'a secret of the client',
  });
  house = await openHouse({ config: { oidc }, logTo: log });
});
afterAll(async () => {
  await house.close();
  await provider.close();
});

let count = 0;
const somebody = async () => {
  const email = newEmail();
  const { user } = await invite(house, { email });
  return { id: user.id, sub: `subject-${(count += 1)}`, email };
};

const seconds = () => Math.floor(house.application.now().getTime() / 1000);

/** Claims that are right in everything. */
const claimsOf = ({ sub, email }: { sub: string; email: string }, nonce: string) => ({
  iss: provider.issuer,
  aud: 'probity',
  sub,
  nonce,
  iat: seconds(),
  exp: seconds() + 300,
  auth_time: seconds(),
  email,
  email_verified: true,
  name: 'Ada',
});

type Person = Awaited<ReturnType<typeof somebody>>;

interface Visit {
  readonly visitor?: Visitor;
  readonly start?: string;
  /** What happens between the way there and the way back. */
  readonly meanwhile?: () => unknown;
  readonly answer?: Json;
}

/** There and straight back, with the token that is made of what the person would rightly get. */
async function comeBack(
  person: Person,
  token: (claims: ReturnType<typeof claimsOf>) => string,
  { visitor = new Visitor(), start = '/auth/oidc/start', meanwhile, answer }: Visit = {},
) {
  const begun = await visitor.get(`${house.url}${start}`);
  const asked = new URL(begun.headers.get('location') ?? '').searchParams;
  await meanwhile?.();
  provider.tokens = () => ({
    access_token: 'access',
    token_type: 'bearer',
    id_token: token(claimsOf(person, asked.get('nonce') ?? '')),
    ...answer,
  });
  const response = await visitor.get(`${house.url}/auth/oidc/callback?code=code&state=${asked.get('state')}`);
  const id = response.headers.get('x-request-id') ?? '';
  return { visitor, id, status: response.status, text: await response.text() };
}

const right = (claims: Json): string => signed(HEADER, claims, provider.key);

describe('an ID token', () => {
  it('is believed where everything about it is right', async () => {
    const { status, visitor } = await comeBack(await somebody(), right);

    expect(status).toBe(303);
    expect(await welcomeOf(visitor.client(house.url))).toBe('WELCOME');
  });

  it.each(Object.entries(HOSTILE_TOKENS))('is not believed with %s', async (_name, make) => {
    const { status, visitor, text } = await comeBack(await somebody(), claims => make(claims, provider));

    expect({ status, text }).toEqual({ status: 403, text: expect.stringContaining('was not accepted') });
    expect(visitor.cookie(house.url, 'probity_session')).toBeUndefined();
  });

  it('is told of in the log by the reference of the page, without anything of it', async () => {
    const person = await somebody();
    const tokens: string[] = [];

    const { id, text } = await comeBack(person, claims => {
      tokens.push(right({ ...claims, aud: 'another' }));
      return tokens.join('');
    });

    const line = lines.find(one => one.includes(id)) ?? '';
    expect(text).toContain(id);
    expect(JSON.parse(line)).toMatchObject({
      errorId: id,
      reason: 'answer-refused',
      because: [
        'OidcRefusal: the answer of the provider does not hold',
        'ClientError: unexpected JWT claim value encountered',
        'OperationProcessingError: unexpected JWT "aud" (audience) claim value',
      ],
    });
    for (const secret of [...tokens, person.email, person.sub, 'a secret of the client', 'code=code']) {
      expect(lines.filter(one => one.includes(secret))).toEqual([]);
    }
  });

  it('is needed: an access token alone says nothing of who somebody is', async () => {
    const { status } = await comeBack(await somebody(), right, { answer: { id_token: undefined } });

    expect(status).toBe(403);
  });

  it('is believed by no key that the provider has withdrawn', async () => {
    const person = await somebody();
    await comeBack(person, right);
    provider.keys = [];

    const { status } = await comeBack(person, right);

    provider.keys = [provider.publicJwk];
    expect(status).toBe(403);
  });

  it('is asked for anew after an invitation has expired', async () => {
    const person = await somebody();
    house.advance(7 * 24 * 60 * 60_000);

    const { status, text } = await comeBack(person, right);

    expect({ status, text }).toEqual({ status: 403, text: expect.stringContaining('may not sign in') });
  });
});

describe('what is over', () => {
  it('is told by our clock', async () => {
    house.advance(24 * 60 * 60_000);

    const { status } = await comeBack(await somebody(), claims => right({ ...claims, exp: claims.iat - 61 }));

    expect(status).toBe(403);
  });
});

describe('what the token leaves open', () => {
  const withoutAddress = ({
    email: _email,
    email_verified: _verified,
    ...claims
  }: ReturnType<typeof claimsOf>) => right(claims);

  it('is asked of the provider', async () => {
    const person = await somebody();
    provider.userInfo = { sub: person.sub, email: person.email, email_verified: true };

    expect((await comeBack(person, withoutAddress)).status).toBe(303);
  });

  it('is not believed of another subject', async () => {
    const person = await somebody();
    provider.userInfo = { sub: 'another', email: person.email, email_verified: true };

    expect((await comeBack(person, withoutAddress)).status).toBe(403);
  });

  it('verifies no address by what is said of another', async () => {
    const person = await somebody();
    provider.userInfo = { sub: person.sub, email: person.email };
    const half = ({ email: _email, ...claims }: ReturnType<typeof claimsOf>) => right(claims);

    expect((await comeBack(person, half)).status).toBe(403);
  });
});

describe('proving again who one is', () => {
  const STEP_UP = '/auth/oidc/start?step-up=1';
  const inside = async () => {
    const person = await somebody();
    return { person, visitor: (await comeBack(person, right)).visitor };
  };
  const DISABLE = 'mutation ($id: ID!) { disableUser(id: $id) { status } }';

  it('lets somebody do again what is asked of those who have just signed in', async () => {
    const email = newEmail();
    const { user } = await invite(house, { email, roles: ['administrator'] });
    const person = { id: user.id, sub: email, email };
    const { visitor } = await comeBack(person, right);
    const { id } = await somebody();
    house.advance(6 * 60_000);
    const before = await visitor.client(house.url).refusal(DISABLE, { id });

    const { status } = await comeBack(person, right, { visitor, start: STEP_UP });

    expect(status).toBe(303);
    expect(before.code).toBe('STEP_UP_REQUIRED');
    expect(await visitor.client(house.url).ask(DISABLE, { id })).toEqual({ status: 'DISABLED' });
  });

  it.each([
    ['before the question', () => seconds() - 120],
    ['never', () => undefined],
    ['some time', () => 'just now'],
  ])('is refused where the provider asked %s', async (_name, at) => {
    const { person, visitor } = await inside();

    const { status } = await comeBack(person, claims => right({ ...claims, auth_time: at() }), {
      visitor,
      start: STEP_UP,
    });

    expect(status).toBe(403);
  });
});

describe('a provider in trouble', () => {
  it('is said to be so, when it goes away in between', async () => {
    const { status, text } = await comeBack(await somebody(), right, {
      meanwhile: () => {
        provider.metadata = { token_endpoint: 'http://127.0.0.1:1/token' };
        house.advance(5 * 60_000);
      },
    });

    provider.metadata = {};
    house.advance(5 * 60_000);
    expect({ status, text }).toEqual({ status: 502, text: expect.stringContaining('cannot be reached') });
  });

  it('lets nobody begin while it says that it is another, and everybody as soon as it is itself', async () => {
    house.advance(5 * 60_000);
    provider.metadata = { issuer: 'https://elsewhere.example' };
    const start = () => fetch(`${house.url}/auth/oidc/start`, { redirect: 'manual' });
    const other = await start();

    provider.metadata = {};

    expect([other.status, (await start()).status]).toEqual([502, 303]);
  });
});
