import { binaryArray } from '../kernel/binary-array.js';
import type { Look } from '../kernel/query.js';
import { brandFrom } from './claim.rules.js';
import type { Suppression } from './suppression.entity.js';
import { type Occasion, decisive } from './suppression.rules.js';
import type { Addressee } from './target.rules.js';

/** A suppression as decisions need it. */
export type Decisive = Pick<Suppression, 'id' | 'scope' | 'brand' | 'purpose' | 'reason' | 'since' | 'until'>;

type Found = Decisive & { readonly target: string };

/**
 * By the index of those that stand, recipient by recipient: `offset 0` keeps PostgreSQL from reading all of them instead,
 * which it takes for cheaper up to millions.
 */
export const SUPPRESSED = `
select found.* from unnest($1::uuid[]) as asked (target_id) cross join lateral (
  select id, scope, replace(target_id::text, '-', '') as target, brand, purpose, reason, since, until
  from suppressions
  where target_id = asked.target_id and lifted_at is null and (until is null or until > $2)
    and (brand is null or $3::text is null or brand = $3)
    and (purpose is null or $4::text is null or purpose = $4)
  offset 0
) as found`;

/**
 * Those of the recipients who are suppressed, by their ids, each with the suppression that weighs most. One question for
 * thousands; a brand or a purpose that is null is not known, and then all of them count.
 */
export async function suppressedAmong(
  { manager }: Pick<Look, 'manager'>,
  recipients: readonly Addressee[],
  { brand, purpose, now }: Occasion & { readonly now: Date },
): Promise<Map<string, Decisive>> {
  const targets = new Set(
    recipients.flatMap(({ recipientId, domainId }) => [recipientId, domainId ?? recipientId]),
  );
  if (targets.size === 0) return new Map();
  const found = await manager.query<Found[]>(SUPPRESSED, [
    binaryArray('uuid', [...targets]),
    now,
    brand === null ? null : brandFrom(brand),
    purpose,
  ]);
  return found.length === 0 ? new Map() : decisiveOf(recipients, found);
}

function decisiveOf(recipients: readonly Addressee[], found: readonly Found[]): Map<string, Decisive> {
  const byTarget = new Map<string, Decisive[]>();
  for (const { target, ...one } of found) byTarget.set(target, [...(byTarget.get(target) ?? []), one]);
  const suppressed = new Map<string, Decisive>();
  for (const { recipientId, domainId } of recipients) {
    const own = byTarget.get(recipientId) ?? [];
    const one = decisive([...own, ...(byTarget.get(domainId ?? '') ?? [])]);
    if (one) suppressed.set(recipientId, one);
  }
  return suppressed;
}
