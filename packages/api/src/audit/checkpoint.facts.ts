import type { KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { readCheckpoint, signedCheckpoint } from './checkpoint.rules.js';
import type { SigningKey } from './signing-key.js';
import { rootOf, treeSize } from './tree.queries.js';

/** A checkpoint as it is stored: what was signed, and when. */
export interface CheckpointRow {
  readonly size: number;
  readonly root: Buffer;
  readonly text: string;
  readonly at: Date;
}

const EVERY_MS = 10_000;
const EVERY_LEAVES = 1_000;

/** Whether it is time for another: ten seconds after the last, or after a thousand entries. */
export const isCheckpointDue = (last: CheckpointRow | null, size: number, now: Date): boolean =>
  last === null || size - last.size >= EVERY_LEAVES || now.getTime() - last.at.getTime() >= EVERY_MS;

interface ToSign {
  readonly signingKey: SigningKey;
  readonly now: Date;
  /** Whether also before it is time. */
  readonly isForced: boolean;
  /** What this process has signed last, whatever the database says of it now. */
  readonly signed: CheckpointRow | null;
}

/** Signs the tree as it is, where there is anything new, and where it goes on from what was signed before. */
export async function signCheckpoint(
  manager: EntityManager,
  { signingKey, now, isForced, signed }: ToSign,
): Promise<CheckpointRow | null> {
  const [last, size] = [await newestCheckpoint(manager), await treeSize(manager)];
  if (size <= (last?.size ?? 0) || !(isForced || isCheckpointDue(last, size, now))) return null;
  for (const one of [last, signed]) if (one) await requireContinued(manager, size, one);
  const root = await rootOf(manager, size);
  const text = signedCheckpoint({ origin: signingKey.origin, size, root }, signingKey.privateKey);
  await manager.query('insert into audit_checkpoints (size, root, text, at) values ($1, $2, $3, $4)', [
    size,
    root,
    text,
    now,
  ]);
  return { size, root, text, at: now };
}

/** Whoever signs two pasts has proved nothing: the key outlives the database that asks for a signature. */
async function requireContinued(manager: EntityManager, size: number, before: CheckpointRow): Promise<void> {
  if (size >= before.size && (await rootOf(manager, before.size)).equals(before.root)) return;
  throw new Error(
    `the audit log does not continue its checkpoint of ${before.size} entries: nothing is signed`,
  );
}

export async function newestCheckpoint(manager: EntityManager): Promise<CheckpointRow | null> {
  const [newest] = await checkpoints(manager, 'order by size desc limit 1', []);
  return newest ?? null;
}

/** The checkpoints after one of this size, smallest first. */
export const checkpointsAfter = (manager: EntityManager, size: number, most: number) =>
  checkpoints(manager, 'where size > $1 order by size limit $2', [size, most]);

async function checkpoints(
  manager: EntityManager,
  which: string,
  parameters: readonly number[],
): Promise<CheckpointRow[]> {
  const rows = await manager.query<(Omit<CheckpointRow, 'size'> & { size: string })[]>(
    `select size, root, text, at from audit_checkpoints ${which}`,
    [...parameters],
  );
  return rows.map(row => ({ ...row, size: Number(row.size) }));
}

/** What is wrong with a checkpoint as it is stored; null where it says what was signed. */
export function faultOf({ size, root, text }: CheckpointRow, publicKey: KeyObject): string | null {
  try {
    const signed = readCheckpoint(text, publicKey);
    if (signed.size === size && signed.root.equals(root)) return null;
    return 'the checkpoint says something else than what was signed';
  } catch (error) {
    return (error as Error).message;
  }
}
