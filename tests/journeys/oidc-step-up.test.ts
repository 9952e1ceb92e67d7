import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.js';
import { invite, personIn } from '../support/people.js';
import type { SignInProvider } from '../support/sign-in-provider.js';
import { SingleSignOn } from '../support/single-sign-on.js';
import { Visitor } from '../support/visitor.js';

let sso: SingleSignOn;
let house: House;
let provider: SignInProvider;

beforeAll(async () => {
  sso = await SingleSignOn.open();
  ({ house, provider } = sso);
});
afterAll(() => sso.close());

describe('proving again who one is', () => {
  const STEP_UP = '/auth/oidc/start?step-up=1';
  const provedAt = async (visitor: Visitor) =>
    (await visitor.client(house.url).ask<{ authenticatedAt: string }>('{ viewer { authenticatedAt } }'))
      .authenticatedAt;
  const inside = async () => {
    const { subject, email } = sso.atTheProvider();
    await invite(house, { email });
    return { subject, visitor: (await sso.signIn()).visitor };
  };

  it('makes the session fresh, and begins no other', async () => {
    const { visitor } = await inside();
    const before = await provedAt(visitor);
    const cookie = visitor.cookie(house.url, 'probity_session');

    const { status } = await sso.signIn(visitor, STEP_UP);

    expect(status).toBe(303);
    expect(Date.parse(await provedAt(visitor))).toBeGreaterThan(Date.parse(before));
    expect(visitor.cookie(house.url, 'probity_session')).toBe(cookie);
  });

  it('asks the provider to ask, however recently it did', async () => {
    const { visitor } = await inside();
    const asked = new URL((await visitor.get(`${house.url}${STEP_UP}`)).headers.get('location') ?? '');

    expect(asked.searchParams.get('prompt')).toBe('login');
    expect(asked.searchParams.get('max_age')).toBe('0');
  });

  it('is refused by a provider that did not ask', async () => {
    const { visitor } = await inside();
    const asked = new URL((await visitor.get(`${house.url}${STEP_UP}`)).headers.get('location') ?? '');
    asked.searchParams.delete('prompt');
    asked.searchParams.delete('max_age');

    const { status, text } = await visitor.follow(asked.href);

    expect({ status, text }).toEqual({ status: 403, text: expect.stringContaining('did not ask you again') });
  });

  it('cannot be done by somebody else', async () => {
    const { visitor } = await inside();
    const before = await provedAt(visitor);
    const { email } = sso.atTheProvider();
    await invite(house, { email });
    visitor.forget(provider.issuer);

    const { status, text } = await sso.signIn(visitor, STEP_UP);

    expect({ status, text }).toEqual({ status: 403, text: expect.stringContaining('Somebody else') });
    expect(await provedAt(visitor)).toBe(before);
  });

  it('cannot be done for another session than that which asked', async () => {
    const { subject, visitor } = await inside();
    const begun = await visitor.get(`${house.url}${STEP_UP}`);
    const { url } = await visitor.follow(begun.headers.get('location') ?? '', next =>
      next.includes('/callback'),
    );
    const { visitor: another } = await sso.signIn();
    another.setCookie(house.url, 'probity_sign_in', visitor.cookie(house.url, 'probity_sign_in') ?? '');

    expect(provider.person.accountId).toBe(subject);
    expect((await another.get(url)).status).toBe(400);
  });

  it('needs a session', async () => {
    expect((await sso.signIn(new Visitor(), STEP_UP)).status).toBe(403);
  });

  it('is not for who signed in with a password', async () => {
    const { cookie } = await personIn(house);
    const visitor = new Visitor();
    visitor.setCookie(house.url, 'probity_session', cookie.split('=')[1] ?? '');

    const { status, text } = await sso.signIn(visitor, STEP_UP);

    expect({ status, text }).toEqual({ status: 403, text: expect.stringContaining('as you signed in') });
  });

  describe('where two factors are asked for', () => {
    let strict: House;
    beforeAll(async () => {
      strict = await openHouse({
        beside: house,
        config: { oidc: sso.settings({ OIDC_STEP_UP_ACR: 'two-factors hardware' }) },
      });
      await provider.serve(strict.url);
    });
    afterAll(async () => {
      await provider.serve(house.url);
      await strict.close();
    });

    it.each([
      ['two-factors', 303],
      [undefined, 403],
      ['one-factor', 403],
    ])('with %s the answer is %d', async (acr, answered) => {
      const { subject, email } = sso.atTheProvider();
      await invite(house, { email });
      const { visitor } = await sso.signIn(new Visitor(), undefined, strict);
      provider.person = { accountId: subject, ...(acr && { acr }) };

      const { status } = await sso.signIn(visitor, STEP_UP, strict);

      expect(status).toBe(answered);
    });
  });
});
