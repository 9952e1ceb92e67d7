import type { Database } from '../kernel/database.js';
import { type FactTable, append } from '../kernel/ingest.js';

type KeyUse = { key_id: string; last_used_at: Date };

const KEY_USES: FactTable<KeyUse> = {
  name: 'api_key_uses',
  columns: { key_id: 'uuid', last_used_at: 'timestamptz' },
  key: ['key_id'],
  keep: { which: 'latest', by: 'last_used_at' },
};

/** Notes that a key was used. A fact, not a decision: it needs no audit entry. */
export async function noteKeyUse(database: Database, id: string, at: Date): Promise<void> {
  await append({ database }, KEY_USES, [{ key_id: id, last_used_at: at }]);
}
