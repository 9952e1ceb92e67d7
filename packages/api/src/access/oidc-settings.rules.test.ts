import { describe, expect, it } from 'vitest';
import { oidcSettingsOf } from './oidc-settings.rules.js';

const NEEDED = {
  OIDC_ISSUER: 'https://login.example.com/realm',
  OIDC_CLIENT_ID: 'probity',
  OIDC_CLIENT_SECRET: 'a secret',
};
const GROUPS = JSON.stringify({
  growth: { roles: ['experimenter'], teams: ['emea'] },
  insight: { roles: ['analyst'] },
});

describe('what the environment says of the provider', () => {
  it('is nothing where nothing is set', () => {
    expect(oidcSettingsOf({ OIDC_ISSUER: '', PORT: '4000' })).toBeNull();
  });

  it('is what is usual beside the three that are needed', () => {
    expect(oidcSettingsOf(NEEDED)).toEqual({
      name: 'Single sign-on',
      issuer: 'https://login.example.com/realm',
      clientId: 'probity',
      clientSecret: 'a secret',
      redirectUrl: null,
      scopes: 'openid email profile groups',
      groupsClaim: 'groups',
      roles: null,
      isProvisioning: false,
      stepUpAcr: [],
    });
  });

  it('is all that is set', () => {
    expect(
      oidcSettingsOf({
        ...NEEDED,
        OIDC_NAME: 'Example Inc.',
        OIDC_REDIRECT_URL: 'https://probity.example.com/auth/oidc/callback',
        OIDC_SCOPES: ' openid  email ',
        OIDC_GROUPS_CLAIM: 'https://example.com/groups',
        OIDC_ROLES: GROUPS,
        OIDC_PROVISION: '1',
        OIDC_STEP_UP_ACR: 'mfa phr',
      }),
    ).toMatchObject({
      name: 'Example Inc.',
      redirectUrl: 'https://probity.example.com/auth/oidc/callback',
      scopes: 'openid email',
      groupsClaim: 'https://example.com/groups',
      roles: {
        growth: { roles: ['experimenter'], teams: ['emea'] },
        insight: { roles: ['analyst'], teams: [] },
      },
      isProvisioning: true,
      stepUpAcr: ['mfa', 'phr'],
    });
  });

  it.each(['http://127.0.0.1:9000', 'http://localhost:9000/realm', 'http://[::1]:9000'])(
    'may be %s, which is on this machine',
    OIDC_ISSUER => {
      expect(oidcSettingsOf({ ...NEEDED, OIDC_ISSUER })?.issuer).toBe(OIDC_ISSUER);
    },
  );

  const wrong: [string, string][] = [
    ['OIDC_ISSUER', ''],
    ['OIDC_ISSUER', 'login.example.com'],
    ['OIDC_ISSUER', 'http://login.example.com'],
    ['OIDC_ISSUER', 'http://127.0.0.1.example.com'],
    ['OIDC_ISSUER', 'ftp://127.0.0.1'],
    ['OIDC_ISSUER', 'https://login.example.com/?realm=a'],
    ['OIDC_ISSUER', 'https://login.example.com/#a'],
    ['OIDC_ISSUER', 'https://me:secret@login.example.com'],
    ['OIDC_CLIENT_ID', ''],
    ['OIDC_CLIENT_SECRET', ''],
    ['OIDC_NAME', 'a'.repeat(61)],
    ['OIDC_REDIRECT_URL', '/auth/oidc/callback'],
    ['OIDC_REDIRECT_URL', 'http://probity.example.com/auth/oidc/callback'],
    ['OIDC_REDIRECT_URL', 'https://probity.example.com/'],
    ['OIDC_REDIRECT_URL', 'https://probity.example.com/auth/oidc/callback?a=b'],
    ['OIDC_SCOPES', 'email'],
    ['OIDC_ROLES', 'growth'],
    ['OIDC_ROLES', '{}'],
    ['OIDC_ROLES', '[]'],
    ['OIDC_ROLES', 'null'],
    ['OIDC_ROLES', '{"growth": null}'],
    ['OIDC_ROLES', '{"growth": "analyst"}'],
    ['OIDC_ROLES', '{"growth": {"roles": []}}'],
    ['OIDC_ROLES', '{"growth": {"roles": "analyst"}}'],
    ['OIDC_ROLES', '{"growth": {"roles": [1]}}'],
    ['OIDC_ROLES', '{"growth": {"roles": ["analyst"], "teams": "emea"}}'],
    ['OIDC_ROLES', '{"growth": {"roles": ["analyst"], "markets": ["DE"]}}'],
    ['OIDC_ROLES', '{"growth": {"roles": ["model"]}}'],
    ['OIDC_ROLES', '{"growth": {"roles": ["toString"]}}'],
    ['OIDC_PROVISION', 'yes'],
    ['OIDC_PROVISION', '1'],
  ];
  it.each(wrong)('is refused with %s="%s", by its name', (name, text) => {
    expect(() => oidcSettingsOf({ ...NEEDED, [name]: text })).toThrow(new RegExp(`^${name}`));
  });

  it('never says the secret', () => {
    expect(() => oidcSettingsOf({ OIDC_CLIENT_SECRET: 'very-secret' })).toThrow(/^(?!.*very-secret)/);
  });
});
