import type { EntityManager } from 'typeorm';
import type { Database } from './database.js';

/** Any constant will do; the letters "tree". */
const LOCK = 0x74726565;

/**
 * The door for the bookkeeping of the audit log: the order of its entries, its tree and its checkpoints. One process
 * at a time goes through it, and sees all that those before it have committed.
 */
export const journal = <T>({ writer }: Database, work: (manager: EntityManager) => Promise<T>): Promise<T> =>
  writer.transaction('READ COMMITTED', async manager => {
    await manager.query('select pg_advisory_xact_lock($1)', [LOCK]);
    return work(manager);
  });
