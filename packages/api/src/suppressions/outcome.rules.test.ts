import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { isOfSuppression, suppressionBy } from './outcome.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const BEFORE = new Date('2026-03-01T11:00:00Z');

const by = (type: string, properties: Record<string, unknown> | null = null, occurred_at = BEFORE) =>
  suppressionBy(
    {
      recipient_id: 'recipient',
      id: 'id',
      type,
      occurred_at,
      properties: properties && JSON.stringify(properties),
    },
    NOW,
  );

describe('an outcome', () => {
  it.each([
    ['complained', null, 'COMPLAINT'],
    ['unsubscribed', {}, 'UNSUBSCRIBE'],
    ['bounced', { bounceType: 'hard' }, 'HARD_BOUNCE'],
    ['bounced', { bounceType: 'Permanent' }, 'HARD_BOUNCE'],
  ])('%s %j suppresses for %s', (type, properties, reason) => {
    expect(by(type, properties)).toEqual({
      scope: 'GLOBAL',
      targetId: 'recipient',
      brand: null,
      purpose: null,
      reason,
      since: BEFORE,
      until: null,
    });
  });

  it.each([
    ['bounced', null],
    ['bounced', { bounceType: 'soft' }],
    ['bounced', { bounceType: 'harder' }],
    ['bounced', { bounceType: true }],
    ['ordered', { bounceType: 'hard' }],
    ['Complained', null],
  ])('%s %j suppresses nobody', (type, properties) => {
    expect(by(type, properties)).toBeNull();
  });

  it.each([
    [{ brand: ' Shop' }, { scope: 'BRAND', brand: 'shop', purpose: null }],
    [{ purpose: 'SHARING' }, { scope: 'PURPOSE', brand: null, purpose: 'SHARING' }],
    [
      { purpose: 'SHARING', brand: 'Shop' },
      { scope: 'PURPOSE', brand: 'shop', purpose: 'SHARING' },
    ],
    [{ purpose: 'toString' }, { scope: 'GLOBAL', purpose: null }],
    [
      { purpose: 'sharing', brand: 'shop' },
      { scope: 'BRAND', purpose: null },
    ],
    [
      { brand: 17, purpose: ['SHARING'] },
      { scope: 'GLOBAL', brand: null, purpose: null },
    ],
    [{ brand: 'b'.repeat(101) }, { scope: 'GLOBAL', brand: null }],
  ])('that says where holds there, and everywhere if that cannot be read: %j', (properties, reach) => {
    expect(by('unsubscribed', properties)).toMatchObject(reach);
    expect(by('complained', properties)).toMatchObject(reach);
  });

  it('of a mailbox that is not there holds for every brand', () => {
    const properties = { bounceType: 'hard', brand: 'shop', purpose: 'SHARING' };

    expect(by('bounced', properties)).toMatchObject({ scope: 'GLOBAL', brand: null, purpose: null });
  });

  it('that lies ahead of our clock holds from now on', () => {
    expect(by('complained', null, new Date('2026-03-01T12:09:00Z'))).toMatchObject({ since: NOW });
  });

  it('of another type is not looked at', () => {
    expect(
      ['complained', 'bounced', 'unsubscribed', 'ordered'].map(type => isOfSuppression({ type })),
    ).toEqual([true, true, true, false]);
  });
});
