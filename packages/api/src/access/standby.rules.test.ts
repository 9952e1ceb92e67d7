import { describe, expect, it } from 'vitest';
import { ROLES } from './role.rules.js';
import { MOST_STANDBY_MS, STANDBY_ROLES, standsIn } from './standby.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

describe('while the database is away', () => {
  it('keys go on that may ask the plan, and no others', () => {
    expect(STANDBY_ROLES).toEqual(
      expect.arrayContaining(['administrator', 'analyst', 'esp', 'experimenter', 'model']),
    );
    expect(STANDBY_ROLES).not.toContain('viewer');
    expect(STANDBY_ROLES).not.toContain('auditor');
    expect(STANDBY_ROLES).not.toContain('consent-source');
    expect(ROLES.length).toBeGreaterThan(STANDBY_ROLES.length);
  });

  it.each([
    ['that never expires goes on', null, 0, true],
    ['goes on until it expires', later(1), 0, true],
    ['that expires meanwhile is refused', NOW, 0, false],
    ['goes on for a quarter of an hour', null, 15 * 60_000, true],
    ['does not go on for longer', null, MOST_STANDBY_MS + 1, false],
    ['of which nothing was ever known is refused', null, Number.POSITIVE_INFINITY, false],
  ])('a key %s', (_what, expiresAt, unknownForMs, goesOn) => {
    expect(standsIn(expiresAt, NOW, unknownForMs)).toBe(goesOn);
  });
});
