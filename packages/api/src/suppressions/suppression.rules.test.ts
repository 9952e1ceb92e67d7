import { describe, expect, it } from 'vitest';
import {
  type Occasion,
  compareWeight,
  decisive,
  isActive,
  reaches,
  sentenceOf,
} from './suppression.rules.js';
import type { SuppressionReason, SuppressionScope } from './suppression.enums.js';
import type { Suppression } from './suppression.entity.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-03-02T12:00:00Z');

const suppression = (overrides: Partial<Record<keyof Suppression, unknown>> = {}) =>
  ({
    id: 'a',
    scope: 'GLOBAL',
    brand: null,
    purpose: null,
    reason: 'MANUAL',
    since: NOW,
    until: null,
    liftedAt: null,
    ...overrides,
  }) as Suppression;

describe('a suppression', () => {
  it.each([
    ['holds until it is lifted', {}, true],
    ['holds no more once it was lifted', { liftedAt: NOW }, false],
    ['holds until it ends', { until: LATER }, true],
    ['holds no more from the instant of its end on', { until: NOW }, false],
    ['holds although what it follows from lies ahead of our clock', { since: LATER }, true],
  ])('%s', (_what, overrides, holds) => {
    expect(isActive(suppression(overrides), NOW)).toBe(holds);
  });

  it.each<[Partial<Suppression>, Occasion, boolean]>([
    [{}, { brand: 'shop', purpose: 'MEASUREMENT' }, true],
    [{ brand: 'shop' }, { brand: 'shop', purpose: 'MEASUREMENT' }, true],
    [{ brand: 'shop' }, { brand: 'other', purpose: 'MEASUREMENT' }, false],
    [{ brand: 'shop' }, { brand: null, purpose: 'MEASUREMENT' }, true],
    [{ purpose: 'SHARING' as Suppression['purpose'] }, { brand: 'shop', purpose: 'SHARING' }, true],
    [{ purpose: 'SHARING' as Suppression['purpose'] }, { brand: 'shop', purpose: 'MEASUREMENT' }, false],
    [{ purpose: 'SHARING' as Suppression['purpose'] }, { brand: 'shop', purpose: null }, true],
  ])('of %j, asked for %j: %s', (reach, occasion, expected) => {
    expect(reaches(suppression(reach), occasion)).toBe(expected);
  });

  it.each([
    [{}, 'Suppressed everywhere since 2026-03-01: somebody decided so.'],
    [
      { scope: 'DOMAIN', reason: 'LEGAL' },
      'Suppressed with everybody at their domain since 2026-03-01: the law, a court or a contract forbids it.',
    ],
    [
      { scope: 'PURPOSE', purpose: 'SHARING', brand: 'shop', reason: 'COMPLAINT' },
      'Suppressed for the purpose SHARING at the brand shop since 2026-03-01: the recipient complained.',
    ],
  ])('is told in a sentence: %j', (overrides, sentence) => {
    expect(sentenceOf(suppression(overrides))).toBe(sentence);
  });
});

describe('of several suppressions', () => {
  const REASONS: readonly `${SuppressionReason}`[] = [
    'ERASURE',
    'LEGAL',
    'COMPLAINT',
    'UNSUBSCRIBE',
    'SPAM_TRAP',
    'HARD_BOUNCE',
    'MANUAL',
    'ROLE_ACCOUNT',
  ];
  const SCOPES: readonly `${SuppressionScope}`[] = ['GLOBAL', 'DOMAIN', 'BRAND', 'PURPOSE'];

  it('the reason weighs more than the reach, and the reach more than the time', () => {
    const heaviestFirst = REASONS.flatMap(reason =>
      SCOPES.flatMap(scope =>
        [NOW, LATER].flatMap(since => ['a', 'b'].map(id => suppression({ id, reason, scope, since }))),
      ),
    );

    expect(heaviestFirst.toReversed().toSorted(compareWeight)).toEqual(heaviestFirst);
  });

  it('the one that weighs most decides, in whatever order they come', () => {
    const some = [
      suppression({ id: 'b', reason: 'MANUAL' }),
      suppression({ id: 'c', reason: 'ERASURE' }),
      suppression({ id: 'd', reason: 'COMPLAINT' }),
    ];

    expect(decisive(some)?.id).toBe('c');
    expect(decisive(some.toReversed())?.id).toBe('c');
  });

  it('none decides where there is none', () => {
    expect(decisive([])).toBeNull();
  });
});
