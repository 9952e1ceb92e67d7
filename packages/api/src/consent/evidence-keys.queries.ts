import type { EntityManager } from 'typeorm';
import { binaryArray } from '../kernel/binary-array.js';

/** The key of a recipient's evidence as it is stored: null once it has been destroyed. */
export type LockedKeys = ReadonlyMap<string, string | null>;

/** The keys there are for the evidence of some recipients, by their ids. Who has none is not among them. */
export async function lockedKeysOf(
  manager: EntityManager,
  recipientIds: readonly string[],
): Promise<LockedKeys> {
  const rows = await manager.query<{ recipient: string; locked_key: string | null }[]>(
    `select replace(recipient_id::text, '-', '') as recipient, locked_key
     from unnest($1::uuid[]) as asked (recipient_id) join consent_data_keys using (recipient_id)`,
    [binaryArray('uuid', [...new Set(recipientIds)])],
  );
  return new Map(rows.map(({ recipient, locked_key }) => [recipient, locked_key]));
}

/** The evidence of one event as it is stored, and the key it is locked with; null where there is none any more. */
export async function lockedEvidence(
  manager: EntityManager,
  recipientId: string,
  eventId: string,
): Promise<{ readonly locked: string; readonly lockedKey: string } | null> {
  const [found] = await manager.query<{ locked: string; lockedKey: string }[]>(
    `select locked, locked_key as "lockedKey" from consent_evidence join consent_data_keys using (recipient_id)
     where recipient_id = $1 and event_id = $2 and locked_key is not null`,
    [recipientId, eventId],
  );
  return found ?? null;
}
