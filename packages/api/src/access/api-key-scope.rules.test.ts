import { describe, expect, it } from 'vitest';
import type { Actor } from '../kernel/actor.js';
import { requireCovered, requireKnown, scopeFrom } from './api-key-scope.rules.js';

const ALL = { operations: null, markets: null, addresses: null };

describe('what a key is limited to', () => {
  it.each([
    [{}, ALL],
    [{ operations: null, markets: undefined }, ALL],
    [
      {
        operations: [' assignment', 'assignment', 'features'],
        markets: ['DE'],
        addresses: ['192.0.2.0/24', '::1'],
      },
      { operations: ['assignment', 'features'], markets: ['DE'], addresses: ['192.0.2.0/24', '::1'] },
    ],
  ])('%j is kept as %j', (input, scope) => {
    expect(scopeFrom(input as Parameters<typeof scopeFrom>[0])).toEqual(scope);
  });

  it.each([
    ['operations', { operations: [] }],
    ['operations', { operations: [' '] }],
    ['operations', { operations: ['apiKeys; drop'] }],
    ['operations', { operations: ['__schema'] }],
    ['operations', { operations: Array.from({ length: 201 }, (_none, index) => `o${index}`) }],
    ['markets', { markets: [] }],
    ['markets', { markets: ['DE', ''] }],
    ['markets', { markets: ['m'.repeat(201)] }],
    ['addresses', { addresses: [] }],
    ['addresses', { addresses: ['192.0.2.0/24', 'office'] }],
  ])('is refused for its %s: %j', (field, input) => {
    expect(() => scopeFrom(input)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: { field } }),
    );
  });

  it('names operations that there are', () => {
    const known = new Set(['assignment', 'features']);

    expect(() => requireKnown(null, known)).not.toThrow();
    expect(() => requireKnown(['features', ' assignment '], known)).not.toThrow();
    expect(() => requireKnown(['assignment', 'asignment'], known)).toThrow(
      'there is no operation "asignment"',
    );
  });
});

describe('a key of somebody who is limited', () => {
  const by = (limits: Partial<Actor>): Actor => ({
    type: 'KEY',
    id: 'id',
    name: 'name',
    roles: [],
    ...limits,
  });
  const operations = new Set(['createApiKey', 'assignment']);

  it.each<[string, Partial<Actor>, Partial<typeof ALL> | Record<string, string[]>]>([
    ['nobody limits', {}, {}],
    ['nobody limits in words', { operations: null, markets: null }, {}],
    [
      'has as much',
      { operations, markets: ['DE'] },
      { operations: ['createApiKey', 'assignment'], markets: ['DE'] },
    ],
    ['has less', { operations, markets: ['DE', 'FR'] }, { operations: ['assignment'], markets: ['FR'] }],
  ])('is made where the maker %s', (_what, limits, scope) => {
    expect(() => requireCovered({ ...ALL, ...scope }, by(limits))).not.toThrow();
  });

  it.each<[string, Partial<Actor>, Record<string, string[]>]>([
    ['operations', { operations }, {}],
    ['operations', { operations }, { operations: ['assignment', 'apiKeys'] }],
    ['markets', { markets: ['DE'] }, {}],
    ['markets', { markets: ['DE'] }, { markets: ['DE', 'FR'] }],
    ['markets', { markets: [] }, { markets: ['DE'] }],
  ])('is never for more %s', (field, limits, scope) => {
    expect(() => requireCovered({ ...ALL, ...scope }, by(limits))).toThrow(
      expect.objectContaining({ extensions: { rule: 'key-wider-than-maker', field } }),
    );
  });
});
