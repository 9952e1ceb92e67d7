import type { KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { badInput } from '../kernel/errors.js';
import { type Look, permitRead } from '../kernel/query.js';
import { faultOf, newestCheckpoint } from './checkpoint.facts.js';
import { foldHashes, placesOf } from './merkle.rules.js';
import type { AuditCheck, AuditRootCheck, BadAuditEntry } from './proof.entity.js';
import { firstFaultIn } from './stretch.queries.js';
import { storedAt, treeSize } from './tree.queries.js';

/** The most entries of one call: some seconds of work. */
export const LONGEST_STRETCH = 50_000;
/** Few enough that others are answered meanwhile. */
const STEP = 1_000;

/**
 * Hashes a stretch of the log again: that each place is taken, by an entry that says what was hashed, and that the tree
 * above has grown from it.
 */
export async function auditCheck(look: Look, from: number, count: number): Promise<AuditCheck> {
  permitRead(look, 'AuditEntry');
  if (from < 0) throw badInput('from', 'from counts from 0');
  if (count < 1 || count > LONGEST_STRETCH) throw badInput('count', `count is from 1 to ${LONGEST_STRETCH}`);
  const total = await treeSize(look.manager);
  const to = Math.min(from + count, total);
  for (let at = from; at < to; at += STEP) {
    const firstBad = await firstBadOf(look.manager, at, Math.min(at + STEP, to));
    if (firstBad) return { checked: Math.max(0, firstBad.leafIndex - from), total, firstBad };
  }
  return { checked: Math.max(0, to - from), total, firstBad: null };
}

/** Computes the root of the newest checkpoint again, and verifies its signature. */
export async function auditRootCheck(look: Look, publicKey: KeyObject): Promise<AuditRootCheck> {
  permitRead(look, 'AuditEntry');
  const total = await treeSize(look.manager);
  const newest = await newestCheckpoint(look.manager);
  if (!newest) return { size: 0, total, what: null };
  const { size, root } = newest;
  const isRight = async () => {
    const hashes = await storedAt(look.manager, placesOf(0, size));
    return hashes.every(hash => hash !== null) && foldHashes(hashes).equals(root);
  };
  const what =
    faultOf(newest, publicKey) ??
    (total < size ? `the log has ${total} entries, the checkpoint covers ${size}` : null) ??
    ((await isRight()) ? null : 'the root of the tree is not the one that was signed');
  return { size, total, what };
}

async function firstBadOf(manager: EntityManager, from: number, to: number): Promise<BadAuditEntry | null> {
  const bad = await firstFaultIn(manager, from, to);
  return (
    bad && {
      leafIndex: bad.until === null ? (bad.index ?? from) : bad.until - 1,
      entryId: bad.entryId,
      what: bad.what,
    }
  );
}
