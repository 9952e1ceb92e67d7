import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House } from '../support/house.js';
import { invite } from '../support/people.js';
import { SingleSignOn } from '../support/single-sign-on.js';
import { Visitor } from '../support/visitor.js';

let sso: SingleSignOn;
let house: House;

beforeAll(async () => {
  sso = await SingleSignOn.open();
  ({ house } = sso);
});
afterAll(() => sso.close());

describe('what does not come back as it left', () => {
  const changed: [string, (url: URL) => void][] = [
    ['without a state', url => url.searchParams.delete('state')],
    ['with another state', url => url.searchParams.set('state', 'another')],
    ['without a nonce', url => url.searchParams.delete('nonce')],
    ['with another nonce', url => url.searchParams.set('nonce', 'another')],
    [
      'without a code challenge',
      url => ['code_challenge', 'code_challenge_method'].forEach(one => url.searchParams.delete(one)),
    ],
    [
      'with another code challenge',
      url => url.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'),
    ],
  ];
  it.each(changed)('is refused %s', async (_name, change) => {
    const { email } = sso.atTheProvider();
    await invite(house, { email });

    const { visitor, callback } = await sso.almostBack(change);
    const { status } = await visitor.get(callback);

    expect(status).toBe(403);
    expect(visitor.cookie(house.url, 'probity_session')).toBeUndefined();
  });

  const answers: [string, (url: URL) => void][] = [
    ['a changed state', url => url.searchParams.set('state', 'another')],
    ['no state', url => url.searchParams.delete('state')],
    ['two states', url => url.searchParams.append('state', 'another')],
    ['a changed code', url => url.searchParams.set('code', 'another')],
    ['the issuer of another', url => url.searchParams.set('iss', 'https://elsewhere.example')],
    ['no issuer, though the provider always says it', url => url.searchParams.delete('iss')],
    ['an error', url => url.searchParams.set('error', 'access_denied')],
  ];
  it.each(answers)('is refused with %s', async (_name, change) => {
    const { email } = sso.atTheProvider();
    await invite(house, { email });
    const { visitor, callback } = await sso.almostBack();
    const url = new URL(callback);
    change(url);

    const { status } = await visitor.get(url.href);

    expect(status).toBe(403);
    expect(visitor.cookie(house.url, 'probity_session')).toBeUndefined();
  });

  it('is told apart where the provider refuses', async () => {
    const { visitor, callback } = await sso.almostBack();

    const { text } = await visitor.follow(`${callback}&error=access_denied`);

    expect(text).toContain('The sign-in provider did not sign you in.');
  });

  it('is refused in another browser than that which began', async () => {
    const { email } = sso.atTheProvider();
    await invite(house, { email });
    const { callback } = await sso.almostBack();

    const { status } = await new Visitor().get(callback);

    expect(status).toBe(400);
  });

  it('is refused with a cookie that is not of our making', async () => {
    const { visitor, callback } = await sso.almostBack();
    const cookie = decodeURIComponent(visitor.cookie(house.url, 'probity_sign_in') ?? '');
    const bytes = Buffer.from(cookie, 'base64');
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    visitor.setCookie(house.url, 'probity_sign_in', encodeURIComponent(bytes.toString('base64')));

    expect((await visitor.get(callback)).status).toBe(400);
  });

  it('is refused a second time, though the browser has kept its cookie', async () => {
    const { email } = sso.atTheProvider();
    await invite(house, { email });
    const { visitor, callback } = await sso.almostBack();
    const cookie = visitor.cookie(house.url, 'probity_sign_in') ?? '';
    const first = await visitor.get(callback);
    const kept = new Visitor();
    kept.setCookie(house.url, 'probity_sign_in', cookie);

    const again = await visitor.get(callback);
    const withCookie = await kept.get(callback);

    expect([first.status, again.status, withCookie.status]).toEqual([303, 400, 403]);
    expect(kept.cookie(house.url, 'probity_session')).toBeUndefined();
  });

  it('is refused with a page that people can read, and that tells nothing', async () => {
    sso.atTheProvider({ email: 'stranger@example.com' });

    const { text, status } = await sso.signIn();
    const response = await new Visitor().get(`${house.url}/auth/oidc/callback?code=secret-code`);

    expect(status).toBe(403);
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<h1>You were not signed in</h1>');
    expect(text).not.toMatch(/stranger|subject-/);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain(`<code>${response.headers.get('x-request-id')}</code>`);
  });
});
