import type { FactTable } from '../kernel/ingest.js';
import type { AlertKind } from './alert.enums.js';

export type AlertRow = {
  kind: `${AlertKind}`;
  subject_type: string;
  subject_id: string;
  subject_key: string;
  /** The market that it is about; null for none. */
  market: string | null;
  opened_at: Date;
  times: number;
};

/** One row of a kind and subject: noticed again, it counts. */
export const ALERTS: FactTable<AlertRow> = {
  name: 'alerts',
  columns: {
    kind: 'text',
    subject_type: 'text',
    subject_id: 'uuid',
    subject_key: 'text',
    market: 'text',
    opened_at: 'timestamptz',
    times: 'integer',
  },
  key: ['kind', 'subject_id'],
  keep: { which: 'earliest', by: 'opened_at' },
  times: 'times',
};
