import { ALERTS, type AlertRow } from '../alerts/index.js';
import { type FactTable, type Facts, append } from '../kernel/ingest.js';
import type { HeldOut } from './held-out.rules.js';

type MemberRow = {
  recipient_id: string;
  holdout_id: string;
  first_at: Date;
  received_at: Date;
  times: number;
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
  },
  key: ['recipient_id', 'holdout_id'],
  keep: { which: 'earliest', by: 'first_at' },
  times: 'times',
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

/**
 * Records the recipients who were held out, and raises an alert where one was shown a variant all the same.
 *
 * @returns how many of them are members for the first time
 */
export async function recordHeldOut(facts: Facts, found: readonly HeldOut[], now: Date): Promise<number> {
  const members = found.map(({ recipientId, holdoutId, at }) => ({
    recipient_id: recipientId,
    holdout_id: holdoutId,
    first_at: at,
    received_at: now,
    times: 1,
  }));
  const contaminated = found.flatMap(({ recipientId, holdoutId, experimentId, variantKey, at }) =>
    variantKey === null
      ? []
      : [
          {
            recipient_id: recipientId,
            holdout_id: holdoutId,
            experiment_id: experimentId,
            variant_key: variantKey,
            first_at: at,
            times: 1,
          },
        ],
  );
  const alerts = found.filter(({ variantKey }) => variantKey !== null).map(one => alertOf(one, now));
  const fresh = await append(facts, MEMBERS, members);
  await append(facts, CONTAMINATIONS, contaminated);
  await append(facts, ALERTS, alerts);
  return fresh;
}

const alertOf = ({ holdoutId, holdoutKey }: HeldOut, now: Date): AlertRow => ({
  kind: 'HOLDOUT_CONTAMINATED',
  subject_type: 'Holdout',
  subject_id: holdoutId,
  subject_key: holdoutKey,
  opened_at: now,
  times: 1,
});
