import { contentHash } from '../kernel/content-hash.js';
import type { AuditEntry } from './audit-entry.entity.js';
import type { Finding } from './finding.rules.js';
import { leafHash } from './merkle.rules.js';
import { type AuditRecord, recordBytes } from './record.rules.js';

const hashOf = (content: unknown): string | null => (content == null ? null : contentHash(content));

/**
 * What was hashed of an entry. Of one that was written before entries were hashed: what it says, without a patch.
 */
export function recordOf(entry: Readonly<AuditEntry>): AuditRecord {
  const isHashed = entry.recordedHash !== null;
  return {
    schema: 1,
    id: entry.entryId,
    at: entry.at.toISOString(),
    actor: {
      type: entry.actorType,
      id: entry.actorId,
      name: entry.actorName,
    },
    onBehalfOf: entry.onBehalfOf,
    action: entry.action,
    outcome: entry.outcome as AuditRecord['outcome'],
    subject: {
      type: entry.subjectType,
      id: entry.subjectId,
      key: entry.subjectKey,
      version: entry.subjectVersion,
    },
    beforeHash: isHashed ? entry.beforeHash : hashOf(entry.before),
    afterHash: isHashed ? entry.afterHash : hashOf(entry.after),
    patch: entry.patch as AuditRecord['patch'],
    reason: entry.reason,
    request: { id: entry.requestId, operation: entry.operation, ip: entry.requestIp },
  };
}

/** The leaf of an entry, as its row has it now. */
export const entryHash = (entry: Readonly<AuditEntry>): Buffer => leafHash(recordBytes(recordOf(entry)));

/** What contradicts itself in an entry, or its leaf in the tree, and what sees it; null where everything agrees. */
export function contradictionIn(entry: Readonly<AuditEntry>, leaf: Buffer): Contradiction | null {
  const record = (what: string) => ({ layer: 'RECORD', what }) as const;
  const content = (what: string) => ({ layer: 'CONTENT', what }) as const;
  if (!entryHash(entry).equals(leaf)) return record('the entry is not the one that was hashed');
  if (entry.recordedHash === null) return null;
  if (!entry.recordedHash.equals(leaf)) return record('its hash is not that of its leaf');
  if (hashOf(entry.before) !== entry.beforeHash)
    return content('what it says of before is not what was hashed');
  if (hashOf(entry.after) !== entry.afterHash) return content('what it says of after is not what was hashed');
  return null;
}

type Contradiction = Pick<Finding, 'layer' | 'what'>;
