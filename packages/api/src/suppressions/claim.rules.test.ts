import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { recipientIdWith } from '../kernel/recipient.js';
import { type SuppressionClaim, brandFrom, claimed } from './claim.rules.js';
import { asUuid, domainId } from './target.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
const recipientId = recipientIdWith(Buffer.from('a pepper'));
const told = (claim: SuppressionClaim) => claimed(claim, recipientId, NOW);

describe('what is claimed of a suppression', () => {
  it('is stored with everything that was not told', () => {
    expect(told({ recipientKey: ' Ada@Example.com' })).toEqual({
      scope: 'GLOBAL',
      targetId: asUuid(recipientId('ada@example.com')),
      brand: null,
      purpose: null,
      reason: 'MANUAL',
      since: NOW,
      until: null,
    });
  });

  it.each<[SuppressionClaim, object]>([
    [
      { recipientKey: 'a', scope: 'BRAND', brand: ' Shop ' },
      { brand: 'shop', purpose: null },
    ],
    [
      { recipientKey: 'a', scope: 'PURPOSE', purpose: 'SHARING' },
      { brand: null, purpose: 'SHARING' },
    ],
    [
      { recipientKey: 'a', scope: 'PURPOSE', purpose: 'SHARING', brand: 'Shop' },
      { brand: 'shop', purpose: 'SHARING' },
    ],
    [
      { domain: 'Example.com.', scope: 'DOMAIN' },
      { targetId: asUuid(domainId(recipientId, 'example.com')), reason: 'MANUAL' },
    ],
    [{ recipientKey: 'postmaster@example.com' }, { reason: 'ROLE_ACCOUNT' }],
    [{ recipientKey: 'postmaster@example.com', reason: 'COMPLAINT' }, { reason: 'COMPLAINT' }],
    [{ recipientKey: 'a', since: minutes(-60) }, { since: minutes(-60) }],
    [{ recipientKey: 'a', since: minutes(9) }, { since: NOW }],
    [{ recipientKey: 'a', until: minutes(1) }, { until: minutes(1) }],
  ])('%j is stored as %j', (claim, stored) => {
    expect(told(claim)).toMatchObject(stored);
  });

  it.each<[string, string, SuppressionClaim]>([
    ['BAD_SCOPE', 'recipientKey', {}],
    ['BAD_SCOPE', 'domain', { recipientKey: 'a', domain: 'example.com' }],
    ['BAD_SCOPE', 'domain', { scope: 'DOMAIN' }],
    ['BAD_SCOPE', 'recipientKey', { scope: 'DOMAIN', domain: 'example.com', recipientKey: 'a' }],
    ['BAD_SCOPE', 'brand', { scope: 'BRAND', recipientKey: 'a' }],
    ['BAD_SCOPE', 'brand', { scope: 'BRAND', recipientKey: 'a', brand: ' ' }],
    ['BAD_SCOPE', 'brand', { scope: 'BRAND', recipientKey: 'a', brand: 'b'.repeat(101) }],
    ['BAD_SCOPE', 'brand', { scope: 'BRAND', recipientKey: 'a', brand: 'a\u0000' }],
    ['BAD_SCOPE', 'brand', { recipientKey: 'a', brand: 'shop' }],
    ['BAD_SCOPE', 'purpose', { scope: 'PURPOSE', recipientKey: 'a', brand: 'shop' }],
    ['BAD_SCOPE', 'purpose', { scope: 'BRAND', recipientKey: 'a', brand: 'shop', purpose: 'SHARING' }],
    ['BAD_SCOPE', 'scope', { recipientKey: 'a', scope: 'BRAND', brand: 'shop', reason: 'ERASURE' }],
    ['BAD_RECIPIENT_KEY', 'recipientKey', { recipientKey: ' ' }],
    ['BAD_DOMAIN', 'domain', { scope: 'DOMAIN', domain: 'ada@example.com' }],
    ['NOT_A_ROLE_ACCOUNT', 'reason', { recipientKey: 'ada@example.com', reason: 'ROLE_ACCOUNT' }],
    ['NOT_A_ROLE_ACCOUNT', 'reason', { scope: 'DOMAIN', domain: 'example.com', reason: 'ROLE_ACCOUNT' }],
    ['IN_THE_FUTURE', 'since', { recipientKey: 'a', since: minutes(11) }],
    ['BAD_UNTIL', 'until', { recipientKey: 'a', until: NOW }],
    ['BAD_UNTIL', 'until', { recipientKey: 'a', until: minutes(60), reason: 'ERASURE' }],
  ])('is refused as %s for its %s: %j', (code, field, claim) => {
    expect(told(claim)).toMatchObject({ code, field });
  });
});

it('a brand has one spelling', () => {
  expect(brandFrom(' SHO\u0308P ')).toBe('shöp');
});
