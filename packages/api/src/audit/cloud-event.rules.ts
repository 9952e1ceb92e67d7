import type { ExportedEntry } from './export-line.rules.js';
import type { AuditRecord } from './record.rules.js';

/** An entry whose record is there. */
export type Told = ExportedEntry & { readonly record: AuditRecord };

/** The native line as an object. */
export const native = ({ index, leafHash, record, personal }: ExportedEntry) => ({
  index,
  leafHash: leafHash.toString('hex'),
  record,
  ...(personal && { personal }),
});

/** The entry as a CloudEvent 1.0, in the JSON format; the native line is its data. */
export const cloudEvent = (entry: Told, origin: string) => ({
  specversion: '1.0',
  id: entry.record.id,
  source: origin,
  type: `probity.${entry.record.action}`,
  subject: `${entry.record.subject.type}/${entry.record.subject.id}`,
  time: entry.record.at,
  datacontenttype: 'application/json',
  data: native(entry),
});
