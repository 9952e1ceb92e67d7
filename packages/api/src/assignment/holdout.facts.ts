import { ALERTS, type AlertRow } from '../alerts/index.js';
import { type Batch, type FactTable, batch } from '../kernel/ingest.js';
import type { Contamination, HeldOut } from './held-out.rules.js';

type MemberRow = {
  recipient_id: string;
  holdout_id: string;
  first_at: Date;
  received_at: Date;
  times: number;
  /** Whether the recipient was held out as it should be; the receipt tells of no others. */
  is_respected: boolean;
};

type ContaminationRow = {
  recipient_id: string;
  holdout_id: string;
  experiment_id: string;
  variant_key: string;
  first_at: Date;
  times: number;
};

const MEMBERS: FactTable<MemberRow> = {
  name: 'holdout_members',
  columns: {
    recipient_id: 'uuid',
    holdout_id: 'uuid',
    first_at: 'timestamptz',
    received_at: 'timestamptz',
    times: 'integer',
    is_respected: 'boolean',
  },
  key: ['recipient_id', 'holdout_id'],
  keep: { which: 'earliest', by: 'first_at' },
  times: 'times',
  told: 'is_respected',
};

const CONTAMINATIONS: FactTable<ContaminationRow> = {
  name: 'contaminations',
  columns: {
    recipient_id: 'uuid',
    holdout_id: 'uuid',
    experiment_id: 'uuid',
    variant_key: 'text',
    first_at: 'timestamptz',
    times: 'integer',
  },
  key: ['recipient_id', 'holdout_id', 'experiment_id', 'variant_key'],
  keep: { which: 'earliest', by: 'first_at' },
  times: 'times',
};

interface Found {
  readonly heldOut: readonly HeldOut[];
  /** Those who were shown a variant all the same: an alert is raised. */
  readonly contaminations: readonly Contamination[];
}

/** What is recorded of recipients who were held out: first the members, of whom those are told who are new. */
export const heldOutBatches = ({ heldOut, contaminations }: Found, now: Date): Batch[] => [
  batch(MEMBERS, [
    ...contaminations.map(one => memberOf(one, false, now)),
    ...heldOut.map(one => memberOf(one, true, now)),
  ]),
  batch(CONTAMINATIONS, contaminations.map(contaminationOf)),
  batch(
    ALERTS,
    contaminations.map(one => alertOf(one, now)),
  ),
];

const memberOf = ({ recipientId, holdoutId, at }: HeldOut, isRespected: boolean, now: Date): MemberRow => ({
  recipient_id: recipientId,
  holdout_id: holdoutId,
  first_at: at,
  received_at: now,
  times: 1,
  is_respected: isRespected,
});

const contaminationOf = ({
  recipientId,
  holdoutId,
  experimentId,
  variantKey,
  at,
}: Contamination): ContaminationRow => ({
  recipient_id: recipientId,
  holdout_id: holdoutId,
  experiment_id: experimentId,
  variant_key: variantKey,
  first_at: at,
  times: 1,
});

const alertOf = ({ holdoutId, holdoutKey, market }: HeldOut, now: Date): AlertRow => ({
  kind: 'HOLDOUT_CONTAMINATED',
  subject_type: 'Holdout',
  subject_id: holdoutId,
  subject_key: holdoutKey,
  market,
  opened_at: now,
  times: 1,
});
