import { describe, expect, it } from 'vitest';
import { lift, possibleVerbs, suppress } from './change.rules.js';
import type { Claimed } from './claim.rules.js';
import type { Suppression } from './suppression.entity.js';
import type { SuppressionReason } from './suppression.enums.js';

const hours = (count: number) => new Date(Date.UTC(2026, 2, 1, count));
const NOW = hours(12);
const blank = { id: 'id', version: 0 } as Suppression;
const claim: Claimed = {
  scope: 'GLOBAL',
  targetId: 'target',
  brand: null,
  purpose: null,
  reason: 'MANUAL',
  since: hours(6),
  until: null,
};
const standing = (overrides: Partial<Suppression> = {}): Suppression => ({
  ...suppress(blank, claim, 'officer', hours(6)),
  ...overrides,
});
const of = (reason: `${SuppressionReason}`) => standing({ reason: reason as SuppressionReason });
const refused = (extensions: object) =>
  expect.objectContaining({ extensions: expect.objectContaining(extensions) });

describe('a suppression by somebody', () => {
  it('begins with what was claimed, and by whom', () => {
    expect(suppress(blank, claim, 'officer', NOW)).toEqual({
      ...blank,
      ...claim,
      lastAt: hours(6),
      source: 'PERSON',
      recordedBy: 'officer',
      recordedAt: NOW,
      liftedAt: null,
      liftReason: null,
      requestedAt: null,
    });
  });

  it.each([
    [hours(20), hours(21)],
    [hours(20), null],
    [hours(8), hours(20)],
  ])('that ends at %s is made to last until %s', (until, longer) => {
    const prolonged = suppress(
      standing({ until }),
      { ...claim, since: hours(5), until: longer },
      'other',
      NOW,
    );

    expect(prolonged).toMatchObject({
      since: hours(5),
      lastAt: hours(6),
      until: longer,
      recordedBy: 'officer',
    });
  });

  it('that was claimed of later has happened again', () => {
    const prolonged = suppress(standing({ until: hours(20) }), { ...claim, since: hours(7) }, 'other', NOW);

    expect(prolonged).toMatchObject({ since: hours(6), lastAt: hours(7) });
  });

  it.each([
    [null, null],
    [null, hours(20)],
    [hours(20), hours(20)],
    [hours(20), hours(19)],
  ])('that ends at %s is not made to end at %s', (until, shorter) => {
    expect(() => suppress(standing({ until }), { ...claim, until: shorter }, 'other', NOW)).toThrow(
      refused({ rule: 'already-suppressed', current: 'id' }),
    );
  });
});

describe('a suppression', () => {
  it.each(['HARD_BOUNCE', 'LEGAL', 'MANUAL', 'ROLE_ACCOUNT', 'SPAM_TRAP'] as const)(
    'for %s is lifted for a reason',
    reason => {
      expect(lift(of(reason), { reason: ' a mistake ' }, NOW)).toMatchObject({
        liftedAt: NOW,
        liftReason: 'a mistake',
        requestedAt: null,
      });
    },
  );

  it.each(['COMPLAINT', 'UNSUBSCRIBE'] as const)(
    'for %s is lifted at the later request of the person',
    reason => {
      const request = { reason: 'asked on the phone', requestedAt: hours(7) };

      expect(lift(of(reason), request, NOW)).toMatchObject({ liftedAt: NOW, requestedAt: hours(7) });
      for (const requestedAt of [null, hours(6), hours(5)]) {
        expect(() => lift(of(reason), { ...request, requestedAt }, NOW)).toThrow(
          refused({ rule: 'own-word-needed', field: 'requestedAt', current: hours(6).toISOString() }),
        );
      }
    },
  );

  it('for a complaint is not lifted by a request of before the last one', () => {
    const again = { ...of('COMPLAINT'), lastAt: hours(9) };

    expect(() => lift(again, { reason: 'asked', requestedAt: hours(8) }, NOW)).toThrow(
      refused({ rule: 'own-word-needed' }),
    );
  });

  it('for an erasure is never lifted', () => {
    expect(() => lift(of('ERASURE'), { reason: 'asked', requestedAt: hours(7) }, NOW)).toThrow(
      refused({ rule: 'erasure-kept' }),
    );
  });

  it.each([
    ['lifted', { liftedAt: hours(8) }],
    ['over', { until: NOW }],
  ])('that is %s is not lifted', (_what, overrides) => {
    expect(() => lift(standing(overrides), { reason: 'again' }, NOW)).toThrow(
      refused({ rule: 'suppression-over' }),
    );
  });

  it.each([
    ['reason', { reason: ' ' }],
    ['reason', { reason: 'r'.repeat(501) }],
    ['requestedAt', { reason: 'asked', requestedAt: hours(13) }],
  ])('is not lifted for its %s: %j', (field, input) => {
    expect(() => lift(standing(), input, NOW)).toThrow(refused({ field }));
  });

  it('tells what can be asked of it', () => {
    expect(possibleVerbs(standing(), NOW)).toEqual(['lift']);
    expect(possibleVerbs(of('ERASURE'), NOW)).toEqual([]);
    expect(possibleVerbs(standing({ liftedAt: hours(8) }), NOW)).toEqual([]);
  });
});
