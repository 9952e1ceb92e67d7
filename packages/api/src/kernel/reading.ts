import { type Acting, appendEntry } from './audit-row.js';
import type { Clock } from './clock.js';
import type { Database } from './database.js';
import type { Personal } from './personal.js';
import { translated } from './postgres-errors.js';

/** That somebody was shown, or took away, what not everybody may see. */
export interface Reading {
  readonly action: `${string}.${string}`;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subjectKey: string | Personal;
  readonly reason?: string | null;
}

export interface ReadingContext extends Acting {
  readonly database: Database;
  readonly now: Clock;
}

/** Writes a reading to the audit log. Asked before anything is shown: what cannot be recorded is not revealed. */
export async function recordReading(context: ReadingContext, reading: Reading): Promise<void> {
  const { database, now } = context;
  try {
    await appendEntry(database.writer.manager, context, { ...reading, at: now(), outcome: 'ALLOWED' });
  } catch (error) {
    throw translated(error);
  }
}
