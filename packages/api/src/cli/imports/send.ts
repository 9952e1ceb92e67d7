import { rowNumber } from '../trials/read-trial.js';
import { type ApiClient, ApiRefusal } from './api-client.js';
import type { FactBatch } from './facts.js';

export interface Tally {
  accepted: number;
  duplicates: number;
  rejected: number;
}

export interface RejectedRow {
  readonly row: number;
  readonly code: string;
  readonly message: string;
}

export interface Sent {
  readonly exposures: Tally;
  readonly outcomes: Tally;
  /** The first few; the tallies count all. */
  readonly rejections: RejectedRow[];
}

interface Receipt {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly { readonly index: number; readonly code: string; readonly message: string }[];
}

const RECEIPT = '{ accepted duplicates rejected { index code message } }';
const MUTATIONS = {
  exposures: `mutation ($input: [ExposureInput!]!) { recordExposures(input: $input) ${RECEIPT} }`,
  outcomes: `mutation ($input: [OutcomeInput!]!) { recordOutcomes(input: $input) ${RECEIPT} }`,
};
const AT_ONCE = 3;
const SHOWN_REJECTIONS = 5;

/** Sends every batch, a few at once. What was sent stays sent when a later one fails. */
export async function sendAll(
  client: ApiClient,
  batches: Iterable<FactBatch>,
  onSent: (batch: FactBatch) => void,
): Promise<Sent> {
  const sent: Sent = { exposures: blank(), outcomes: blank(), rejections: [] };
  const queue = batches[Symbol.iterator]();
  let hasFailed = false;
  const work = async () => {
    for (let next = queue.next(); !hasFailed && next.done !== true; next = queue.next()) {
      await send(client, next.value, sent);
      onSent(next.value);
    }
  };
  const workers = Array.from({ length: AT_ONCE }, () =>
    work().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    }),
  );
  const failed = (await Promise.allSettled(workers)).find(result => result.status === 'rejected');
  if (failed) throw failed.reason;
  return sent;
}

const blank = (): Tally => ({ accepted: 0, duplicates: 0, rejected: 0 });

async function send(client: ApiClient, batch: FactBatch, sent: Sent): Promise<void> {
  try {
    const receipt = await client.ask<Receipt>(MUTATIONS[batch.kind], { input: batch.facts });
    count(sent, batch, receipt);
  } catch (error) {
    const isTooLarge = error instanceof ApiRefusal && error.apiCode === 'PAYLOAD_TOO_LARGE';
    if (!isTooLarge || batch.facts.length < 2) throw error;
    for (const half of halves(batch)) await send(client, half, sent);
  }
}

function halves({ kind, facts, rows }: FactBatch): FactBatch[] {
  const middle = Math.ceil(facts.length / 2);
  return [
    { kind, facts: facts.slice(0, middle), rows: rows.slice(0, middle) },
    { kind, facts: facts.slice(middle), rows: rows.slice(middle) },
  ];
}

function count(sent: Sent, { kind, rows }: FactBatch, { accepted, duplicates, rejected }: Receipt): void {
  const tally = sent[kind];
  tally.accepted += accepted;
  tally.duplicates += duplicates;
  tally.rejected += rejected.length;
  for (const { index, code, message } of rejected) {
    if (sent.rejections.length === SHOWN_REJECTIONS) return;
    sent.rejections.push({ row: rowNumber(rows[index] ?? 0), code, message });
  }
}
