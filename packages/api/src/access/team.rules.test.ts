import { describe, expect, it } from 'vitest';
import { marketsOf } from './market.rules.js';
import type { Team } from './team.entity.js';
import { amendTeam, archiveTeam, defineTeam } from './team.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const blank = { id: 'id', key: 'germany', version: 0 } as Team;
const defined = (overrides: object = {}): Team =>
  defineTeam(blank, { name: 'Germany', markets: ['DE'], ...overrides }, NOW);
const refused = (extensions: object) => expect.objectContaining({ extensions });

describe('a team', () => {
  it('has its markets once each, or all of them', () => {
    expect(defined({ name: ' Germany ', markets: ['DE', ' AT', 'DE'] })).toEqual({
      ...blank,
      name: 'Germany',
      markets: ['AT', 'DE'],
      createdAt: NOW,
      archivedAt: null,
    });
    expect(defined({ markets: null }).markets).toBeNull();
  });

  it.each([
    ['name', { name: ' ' }],
    ['name', { name: 'n'.repeat(201) }],
    ['markets', { markets: [] }],
    ['markets', { markets: [' '] }],
    ['markets', { markets: ['m'.repeat(65)] }],
    ['markets', { markets: Array.from({ length: 201 }, (_nothing, index) => String(index)) }],
  ])('is refused for its %s: %j', (field, overrides) => {
    expect(() => defined(overrides)).toThrow(refused({ field }));
    expect(() => amendTeam(defined(), { name: 'Name', markets: ['DE'], ...overrides })).toThrow(
      refused({ field }),
    );
  });

  it('is put away when nobody is in it, once, and not changed since', () => {
    const archived = archiveTeam(defined(), 0, NOW);

    expect(() => archiveTeam(defined(), 2, NOW)).toThrow(refused({ rule: 'team-in-use', current: 2 }));
    expect(() => archiveTeam(archived, 0, NOW)).toThrow(refused({ rule: 'team-archived', field: 'key' }));
    expect(() => amendTeam(archived, { name: 'Name' })).toThrow(
      refused({ rule: 'team-archived', field: 'key' }),
    );
  });
});

describe('the markets of a person', () => {
  it.each([
    ['all, in no team', [], [], null],
    ['those of the team', ['a'], [['DE', 'AT']], ['AT', 'DE']],
    ['those of all the teams', ['a', 'b'], [['DE'], ['FR', 'DE']], ['DE', 'FR']],
    ['all, where one team has all', ['a', 'b'], [['DE'], null], null],
    ['none, where the team is not there', ['a'], [], []],
  ])('are %s', (_what, teams, markets, expected) => {
    expect(marketsOf(teams, markets)).toEqual(expected);
  });
});
