import type { AuditEntry } from './audit-entry.entity.js';
import { commitment } from './record.rules.js';

/** A value that is kept beside the log as long as it may be. */
export interface PersonalRow {
  readonly salt: string;
  readonly value: string;
}

/** What is shown of a personal value that is gone. */
export const ERASED = 'erased';

const COMMITMENT = /^sha256:[0-9a-f]{64}$/;

/** Puts personal values back in the places of their commitments, where they are still there. */
export function disclosed(entry: AuditEntry, personal: readonly PersonalRow[]): AuditEntry {
  const known = new Map(personal.map(({ salt, value }) => [commitment(salt, value), value]));
  const told = (text: string): string => (COMMITMENT.test(text) ? (known.get(text) ?? ERASED) : text);
  return {
    ...entry,
    actorName: told(entry.actorName),
    subjectKey: told(entry.subjectKey),
    before: within(entry.before, told),
    after: within(entry.after, told),
    patch: within(entry.patch, told),
  };
}

function within(content: unknown, told: (text: string) => string): unknown {
  if (typeof content === 'string') return told(content);
  if (Array.isArray(content)) return content.map(one => within(one, told));
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(Object.entries(content).map(([name, one]) => [name, within(one, told)]));
}
