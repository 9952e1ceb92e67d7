import type { Database } from '../kernel/database.js';
import { type FactTable, append } from '../kernel/ingest.js';

type SessionUse = { session_id: string; last_used_at: Date };

const SESSION_USES: FactTable<SessionUse> = {
  name: 'session_uses',
  columns: { session_id: 'uuid', last_used_at: 'timestamptz' },
  key: ['session_id'],
  keep: { which: 'latest', by: 'last_used_at' },
};

/** Notes that a session was used. A fact, not a decision: it needs no audit entry. */
export async function noteSessionUse(database: Database, id: string, at: Date): Promise<void> {
  await append({ database }, SESSION_USES, [{ session_id: id, last_used_at: at }]);
}
