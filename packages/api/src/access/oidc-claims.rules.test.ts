import { describe, expect, it } from 'vitest';
import { identityOf } from './oidc-claims.rules.js';

const CLAIMS = { iss: 'https://login.example.com', sub: 'ada', iat: 0 };
const ROLES = {
  growth: { roles: ['experimenter', 'analyst'], teams: ['emea'] },
  insight: { roles: ['analyst'], teams: ['apac', 'emea'] },
};
const SETTINGS = { groupsClaim: 'groups', roles: ROLES };

describe('somebody at the provider', () => {
  it('has the roles and teams of all their groups, each once', () => {
    expect(identityOf({ ...CLAIMS, groups: ['insight', 'growth', 'others'] }, SETTINGS).entitlement).toEqual({
      roles: ['analyst', 'experimenter'],
      teams: ['apac', 'emea'],
    });
  });

  it.each([
    ['insight', ['analyst']],
    [undefined, []],
    [null, []],
    [[1, { growth: true }, null], []],
    [{ growth: true }, []],
    ['insight growth', []],
    [['constructor', '__proto__'], []],
  ])('with the groups %j has the roles %j', (groups, roles) => {
    expect(identityOf({ ...CLAIMS, groups }, SETTINGS).entitlement?.roles).toEqual(roles);
  });

  it('has groups by the claim of the configuration', () => {
    const settings = { groupsClaim: 'https://example.com/groups', roles: ROLES };

    expect(
      identityOf({ ...CLAIMS, groups: ['growth'], 'https://example.com/groups': ['insight'] }, settings)
        .entitlement?.roles,
    ).toEqual(['analyst']);
  });

  it.each([
    ['Ada@Example.com', true, 'ada@example.com'],
    ['ada@example.com', false, null],
    ['ada@example.com', 'true', null],
    ['ada@example.com', 1, null],
    ['ada@example.com', undefined, null],
    [['ada@example.com'], true, null],
    [undefined, true, null],
  ])('has the address %j, verified %j: %j', (email, isVerified, expected) => {
    expect(identityOf({ ...CLAIMS, email, email_verified: isVerified }, SETTINGS).email).toBe(expected);
  });

  it.each([
    [' Ada ', 'Ada'],
    ['', null],
    [7, null],
    ['a'.repeat(300), 'a'.repeat(200)],
  ])('is called %j: %j', (name, expected) => {
    expect(identityOf({ ...CLAIMS, name }, SETTINGS).name).toBe(expected);
  });
});
