import type { EntityManager } from 'typeorm';
import { newSecret } from '../kernel/ids.js';
import { type FactTable, type Facts, append } from '../kernel/ingest.js';
import { type Strongbox, strongboxWith } from '../kernel/strongbox.js';
import { type LockedKeys, lockedKeysOf } from './evidence-keys.queries.js';

type KeyRow = { recipient_id: string; locked_key: string; made_at: Date };

const DATA_KEYS: FactTable<KeyRow> = {
  name: 'consent_data_keys',
  columns: { recipient_id: 'uuid', locked_key: 'text', made_at: 'timestamptz' },
  key: ['recipient_id'],
};

export interface Keeping {
  readonly facts: Facts;
  readonly manager: EntityManager;
  readonly strongbox: Strongbox;
  readonly now: Date;
}

/** The keys for the evidence of these recipients; those who have none get one. Of two made at once one is kept. */
export async function dataKeysFor(
  { facts, manager, strongbox, now }: Keeping,
  known: LockedKeys,
  recipientIds: readonly string[],
): Promise<LockedKeys> {
  const missing = [...new Set(recipientIds)].filter(id => !known.has(id));
  if (missing.length === 0) return known;
  const made = missing.map(id => ({
    recipient_id: id,
    locked_key: strongbox.lock(newSecret(), id),
    made_at: now,
  }));
  await append(facts, DATA_KEYS, made);
  return new Map([...known, ...(await lockedKeysOf(manager, missing))]);
}

/** The box in which the evidence of one recipient lies: whoever destroys its key has destroyed what is in it. */
export const evidenceBox = (strongbox: Strongbox, lockedKey: string, recipientId: string): Strongbox =>
  strongboxWith(Buffer.from(strongbox.open(lockedKey, recipientId)));
