import type { Purpose } from '../kernel/purpose.js';
import { CLOCK_SKEW_MS, type RejectionCode, isStorable } from '../kernel/receipt.js';
import { type RecipientId, canonicalKey, recipientKeyFault } from '../kernel/recipient.js';
import { isRoleAccount } from './role-account.rules.js';
import type { SuppressionReason, SuppressionScope } from './suppression.enums.js';
import { asUuid, domainFrom, domainId } from './target.rules.js';

/** What is said of somebody who must not be written to. */
export interface SuppressionClaim {
  readonly recipientKey?: string | null;
  readonly domain?: string | null;
  readonly scope?: `${SuppressionScope}` | null;
  readonly brand?: string | null;
  readonly purpose?: `${Purpose}` | null;
  readonly reason?: `${SuppressionReason}` | null;
  readonly since?: Date | null;
  readonly until?: Date | null;
}

/** The same without a name. */
export interface Claimed {
  readonly scope: `${SuppressionScope}`;
  readonly targetId: string;
  readonly brand: string | null;
  readonly purpose: `${Purpose}` | null;
  readonly reason: `${SuppressionReason}`;
  readonly since: Date;
  readonly until: Date | null;
}

export interface Fault {
  readonly code: `${RejectionCode}`;
  readonly field: keyof SuppressionClaim;
  readonly message: string;
}

const fault = (code: Fault['code'], field: Fault['field'], message: string): Fault => ({
  code,
  field,
  message,
});

const LONGEST_BRAND = 100;

/** A brand in its one spelling; null for what no brand is called. */
export function brandFrom(text: string): string | null {
  const brand = text.normalize('NFC').trim().toLowerCase();
  return brand !== '' && brand.length <= LONGEST_BRAND && isStorable(brand) ? brand : null;
}

/** Which fields a scope takes: needed, or allowed, or neither. */
const FIELDS = {
  GLOBAL: { needs: ['recipientKey'], takes: [] },
  BRAND: { needs: ['recipientKey', 'brand'], takes: [] },
  DOMAIN: { needs: ['domain'], takes: [] },
  PURPOSE: { needs: ['recipientKey', 'purpose'], takes: ['brand'] },
} as const satisfies Record<`${SuppressionScope}`, { needs: Fault['field'][]; takes: Fault['field'][] }>;
const NAMED = ['recipientKey', 'domain', 'brand', 'purpose'] as const;

/** What suppresses as it is stored, or why it cannot be. */
export function claimed(claim: SuppressionClaim, recipientId: RecipientId, now: Date): Claimed | Fault {
  const wrong = scopeFault(claim) ?? nameFault(claim) ?? reasonFault(claim) ?? timeFault(claim, now);
  if (wrong) return wrong;
  const { scope, recipientKey, domain, brand, purpose, reason, since, until } = claim;
  const hash =
    recipientKey == null
      ? domainId(recipientId, domainFrom(domain ?? '') ?? '')
      : recipientId(canonicalKey(recipientKey));
  return {
    scope: scope ?? 'GLOBAL',
    targetId: asUuid(hash),
    brand: brand == null ? null : brandFrom(brand),
    purpose: purpose ?? null,
    reason: reason ?? (isRoleAccount(recipientKey ?? '') ? 'ROLE_ACCOUNT' : 'MANUAL'),
    since: since && since < now ? since : now,
    until: until ?? null,
  };
}

function scopeFault(claim: SuppressionClaim): Fault | null {
  const scope = claim.scope ?? 'GLOBAL';
  const { needs, takes }: { needs: readonly Fault['field'][]; takes: readonly Fault['field'][] } =
    FIELDS[scope];
  const missing = needs.find(field => claim[field] == null);
  if (missing) return fault('BAD_SCOPE', missing, `the scope ${scope} needs ${missing}`);
  const extra = NAMED.find(field => claim[field] != null && !needs.includes(field) && !takes.includes(field));
  return extra ? fault('BAD_SCOPE', extra, `the scope ${scope} takes no ${extra}`) : null;
}

function nameFault({ recipientKey, domain, brand }: SuppressionClaim): Fault | null {
  const wrong = recipientKey == null ? null : recipientKeyFault(recipientKey);
  if (wrong) return fault('BAD_RECIPIENT_KEY', 'recipientKey', `the recipient key is ${wrong}`);
  if (domain != null && domainFrom(domain) === null)
    return fault('BAD_DOMAIN', 'domain', 'a domain is the part of an address behind the @');
  if (brand != null && brandFrom(brand) === null)
    return fault('BAD_SCOPE', 'brand', `a brand has 1 to ${LONGEST_BRAND} characters that can be stored`);
  return null;
}

function reasonFault({ reason, recipientKey, scope }: SuppressionClaim): Fault | null {
  if (reason === 'ROLE_ACCOUNT' && !isRoleAccount(recipientKey ?? ''))
    return fault('NOT_A_ROLE_ACCOUNT', 'reason', 'this is the address of no office such as postmaster@');
  if (reason === 'ERASURE' && (scope ?? 'GLOBAL') !== 'GLOBAL')
    return fault('BAD_SCOPE', 'scope', 'an erasure is of the whole recipient: its scope is GLOBAL');
  return null;
}

function timeFault({ since, until, reason }: SuppressionClaim, now: Date): Fault | null {
  if (since && since.getTime() > now.getTime() + CLOCK_SKEW_MS)
    return fault('IN_THE_FUTURE', 'since', 'it begins in the future');
  if (until && until <= now) return fault('BAD_UNTIL', 'until', 'it would be over already');
  if (until && reason === 'ERASURE') return fault('BAD_UNTIL', 'until', 'an erasure has no end');
  return null;
}
