import { describe, expect, it } from 'vitest';
import { type Place, type Scope, covers } from './coverage.rules.js';

const place = (overrides: Partial<Place> = {}): Place => ({
  experimentKey: 'subject',
  channel: 'email',
  market: 'DE',
  ...overrides,
});

describe('what a holdout covers', () => {
  it.each<[Scope, Partial<Place>, boolean]>([
    [{ scope: 'GLOBAL' }, {}, true],
    [{ scope: 'GLOBAL' }, { experimentKey: null, channel: null, market: null }, true],
    [{ scope: 'CHANNEL', channel: 'email' }, {}, true],
    [{ scope: 'CHANNEL', channel: 'push' }, {}, false],
    [{ scope: 'CHANNEL', channel: 'push' }, { channel: null }, true],
    [{ scope: 'MARKET', market: 'DE' }, {}, true],
    [{ scope: 'MARKET', market: 'FR' }, {}, false],
    [{ scope: 'MARKET', market: 'FR' }, { market: null }, true],
    [{ scope: 'EXPERIMENTS', experimentKeys: ['subject'] }, {}, true],
    [{ scope: 'EXPERIMENTS', experimentKeys: ['other'] }, {}, false],
    [{ scope: 'EXPERIMENTS', experimentKeys: ['other'] }, { experimentKey: null }, false],
  ])('%j, asked at %j: %s', (scope, where, expected) => {
    expect(covers(scope, place(where))).toBe(expected);
  });
});
