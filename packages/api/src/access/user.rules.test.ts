import { describe, expect, it } from 'vitest';
import type { User } from './user.entity.js';
import { INVITATION_LASTS_MS, accept, amend, disable, enable, invite, reinvite } from './user.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const after = (ms: number) => new Date(NOW.getTime() + ms);
const TEAMS = { openTeams: ['germany', 'france'] };
const ALONE = { ...TEAMS, otherAdministrators: 0 };
const AMONG_OTHERS = { ...TEAMS, otherAdministrators: 1 };
const draft = (overrides: object = {}) => ({
  email: 'ada@example.com',
  name: 'Ada',
  roles: ['analyst'],
  teams: ['germany'],
  invitationHash: 'hash',
  ...overrides,
});
const invited = (overrides: object = {}): User =>
  invite({ id: 'ada', version: 0 } as User, draft(overrides), TEAMS, NOW);
const active = (overrides: object = {}): User => accept(invited(overrides), 'password hash', NOW);
const refused = (rule: string) =>
  expect.objectContaining({ code: 'RULE_VIOLATED', extensions: expect.objectContaining({ rule }) });
const wrong = (field: string) => expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: { field } });

describe('an invitation', () => {
  it('makes a person who cannot sign in yet', () => {
    expect(invited({ email: ' Ada@Example.COM ', name: ' Ada ' })).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada',
      status: 'INVITED',
      passwordHash: null,
      sessionEpoch: 1,
      invitationExpiresAt: after(INVITATION_LASTS_MS),
    });
  });

  it.each([
    ['email', { email: 'ada' }],
    ['email', { email: 'a da@example.com' }],
    ['email', { email: `${'a'.repeat(250)}@example.com` }],
    ['email', { email: '\ud800@example.com' }],
    ['name', { name: ' ' }],
    ['name', { name: 'n'.repeat(201) }],
    ['roles', { roles: [] }],
    ['roles', { roles: ['owner'] }],
    ['roles', { roles: ['model'] }],
  ])('is refused for its %s: %j', (field, overrides) => {
    expect(() => invited(overrides)).toThrow(wrong(field));
  });

  it('is refused into a team that is not there', () => {
    expect(() => invited({ teams: ['spain'] })).toThrow(refused('unknown-team'));
  });

  it('is accepted to the last millisecond of its week, and not after', () => {
    expect(accept(invited(), 'password hash', after(INVITATION_LASTS_MS - 1))).toMatchObject({
      status: 'ACTIVE',
      passwordHash: 'password hash',
      invitationHash: null,
      invitationExpiresAt: null,
    });
    expect(() => accept(invited(), 'x', after(INVITATION_LASTS_MS))).toThrow(refused('invitation-expired'));
  });

  it('is accepted by nobody who is disabled or has accepted', () => {
    const known = { invitationHash: 'hash', invitationExpiresAt: after(1) };

    expect(() => accept({ ...active(), ...known }, 'x', NOW)).toThrow(refused('invitation-expired'));
    expect(() => accept({ ...disable(invited(), ALONE, NOW), ...known }, 'x', NOW)).toThrow(
      refused('invitation-expired'),
    );
  });

  it('is made again for who has not accepted, and for nobody else', () => {
    expect(reinvite(invited(), 'another', after(5))).toMatchObject({
      invitationHash: 'another',
      invitationExpiresAt: after(5 + INVITATION_LASTS_MS),
    });
    expect(() => reinvite(active(), 'another', NOW)).toThrow(refused('not-invited'));
  });
});

describe('a person', () => {
  it.each(['reviewer', 'compliance-officer', 'auditor'])('is never administrator and %s', role => {
    expect(() => invited({ roles: ['administrator', role] })).toThrow(refused('separate-duties'));
    expect(() => amend(active(), draft({ roles: [role, 'administrator'] }), ALONE, 'ben')).toThrow(
      refused('separate-duties'),
    );
  });

  it('may hold other roles together', () => {
    expect(invited({ roles: ['reviewer', 'auditor', 'reviewer'] }).roles).toEqual(['auditor', 'reviewer']);
  });

  it.each([
    ['roles', { roles: ['viewer'] }],
    ['teams', { teams: [] }],
  ])('whose %s change is signed out', (_what, overrides) => {
    expect(amend(active(), draft(overrides), ALONE, 'ben').sessionEpoch).toBe(2);
  });

  it('whose name changes stays signed in', () => {
    expect(amend(active(), draft({ name: 'Ada L.' }), ALONE, 'ben').sessionEpoch).toBe(1);
  });

  it('does not change their own roles or teams, and may change their own name', () => {
    const own = (overrides: object) => () => amend(active(), draft(overrides), AMONG_OTHERS, 'ada');

    expect(own({ roles: ['viewer'] })).toThrow(refused('own-roles'));
    expect(own({ teams: [] })).toThrow(refused('own-roles'));
    expect(own({ name: 'Ada L.' })().name).toBe('Ada L.');
  });

  it('stays in a team that was put away since', () => {
    const later = { ...AMONG_OTHERS, openTeams: [] };

    expect(amend(active(), draft({ name: 'Ada L.' }), later, 'ben').teams).toEqual(['germany']);
  });

  it('who is the last active administrator stays one', () => {
    const last = active({ roles: ['administrator'] });

    expect(() => disable(last, ALONE, NOW)).toThrow(refused('last-administrator'));
    expect(() => amend(last, draft(), ALONE, 'ben')).toThrow(refused('last-administrator'));
    expect(disable(last, AMONG_OTHERS, NOW).status).toBe('DISABLED');
    expect(amend(last, draft(), AMONG_OTHERS, 'ben').roles).toEqual(['analyst']);
    expect(disable(invited({ roles: ['administrator'] }), ALONE, NOW).status).toBe('DISABLED');
    expect(amend(last, draft({ roles: ['administrator', 'analyst'] }), ALONE, 'ben').roles).toHaveLength(2);
  });

  it('who is disabled is signed out, cannot accept, and is disabled once', () => {
    const disabled = disable(invited(), ALONE, NOW);

    expect(disabled).toMatchObject({ sessionEpoch: 2, invitationHash: null, disabledAt: NOW });
    expect(() => disable(disabled, ALONE, NOW)).toThrow(refused('already-disabled'));
  });

  it('who is enabled is where they were before', () => {
    expect(enable(disable(active(), ALONE, NOW))).toMatchObject({ status: 'ACTIVE', disabledAt: null });
    expect(enable(disable(invited(), ALONE, NOW)).status).toBe('INVITED');
    expect(() => enable(active())).toThrow(refused('not-disabled'));
  });
});
