import type { KeyObject } from 'node:crypto';
import { badInput } from '../kernel/errors.js';
import { isId } from '../kernel/ids.js';
import { type Look, permitRead } from '../kernel/query.js';
import { AuditEntry } from './audit-entry.entity.js';
import { type CheckpointRow, newestCheckpoint } from './checkpoint.facts.js';
import { verifierKey } from './checkpoint.rules.js';
import { recordOf } from './entry-record.rules.js';
import { consistencyRanges, inclusionRanges } from './merkle.rules.js';
import type { AuditCheckpoint, AuditConsistency, AuditProof } from './proof.entity.js';
import { hashesOfRanges } from './tree.queries.js';

const hex = (hashes: readonly Buffer[]): string[] => hashes.map(hash => hash.toString('hex'));

/** The newest checkpoint; null before the first. */
export async function auditCheckpoint(look: Look, publicKey: KeyObject): Promise<AuditCheckpoint | null> {
  permitRead(look, 'AuditEntry');
  const newest = await newestCheckpoint(look.manager);
  return newest && told(newest, publicKey);
}

/** The proof of an entry; null where there is no such entry, or no checkpoint covers it yet. */
export async function auditProof(
  look: Look,
  entryId: string,
  publicKey: KeyObject,
): Promise<AuditProof | null> {
  permitRead(look, 'AuditEntry');
  if (!isId(entryId)) return null;
  const [leaf] = await look.manager.query<{ leaf_index: string; leaf_hash: Buffer }[]>(
    'select leaf_index, leaf_hash from audit_leaves where entry_id = $1',
    [entryId],
  );
  const entry = await look.manager.findOneBy(AuditEntry, { entryId });
  const checkpoint = await newestCheckpoint(look.manager);
  const leafIndex = Number(leaf?.leaf_index);
  if (!leaf || !entry || !checkpoint || leafIndex >= checkpoint.size) return null;
  return {
    leafIndex,
    treeSize: checkpoint.size,
    hashes: hex(await hashesOfRanges(look.manager, inclusionRanges(leafIndex, checkpoint.size))),
    checkpoint: told(checkpoint, publicKey),
    record: recordOf(entry),
    leafHash: leaf.leaf_hash.toString('hex'),
  };
}

/** The proof that nothing of an older tree was changed; null before the first checkpoint. */
export async function auditConsistency(
  look: Look,
  oldSize: number,
  publicKey: KeyObject,
): Promise<AuditConsistency | null> {
  permitRead(look, 'AuditEntry');
  const checkpoint = await newestCheckpoint(look.manager);
  if (oldSize < 1) throw badInput('oldSize', 'oldSize counts from 1');
  if (!checkpoint) return null;
  if (oldSize > checkpoint.size)
    throw badInput('oldSize', `the newest checkpoint covers ${checkpoint.size} entries`);
  return {
    oldSize,
    treeSize: checkpoint.size,
    hashes: hex(await hashesOfRanges(look.manager, consistencyRanges(oldSize, checkpoint.size))),
    checkpoint: told(checkpoint, publicKey),
  };
}

/** The key is told in the name that the checkpoint was signed in, whatever the name of today is. */
const told = ({ size, root, text, at }: CheckpointRow, publicKey: KeyObject): AuditCheckpoint => ({
  size,
  root: root.toString('hex'),
  text,
  at,
  verifierKey: verifierKey(text.slice(0, text.indexOf('\n')), publicKey),
});
