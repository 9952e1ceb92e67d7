import { notFound } from '../kernel/errors.js';
import { type Told, cloudEvent } from './cloud-event.rules.js';
import { type ExportedEntry, exportLine } from './export-line.rules.js';
import { ocsfEvent } from './ocsf-event.rules.js';

export const EXPORT_FORMATS = ['jsonl', 'cloudevents', 'ocsf'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const isExportFormat = (text: string): text is ExportFormat =>
  (EXPORT_FORMATS as readonly string[]).includes(text);

/** An entry as one line. Only the native format can tell of one that the database has lost. */
export function lineOf(entry: ExportedEntry, format: ExportFormat, origin: string): string {
  if (format === 'jsonl') return exportLine(entry);
  if (!isTold(entry)) throw notFound('entry of the audit log at place', String(entry.index));
  return JSON.stringify(format === 'ocsf' ? ocsfEvent(entry, origin) : cloudEvent(entry, origin));
}

const isTold = (entry: ExportedEntry): entry is Told => entry.record !== null;
