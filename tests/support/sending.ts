import { setTimeout as pause } from 'node:timers/promises';
import { Client } from './client.js';
import { type Receipt, recordExposures, recordOutcomes } from './make.js';

/** Where senders send to just now, and how far they have come together. */
export interface Progress {
  url: string;
  acknowledged: number;
  refusedAsUnavailable: number;
  retries: number;
}

export type Fact = Record<string, unknown>;

/** A batch is made anew at each attempt: whoever gives out new ids then is caught counting twice. */
export interface Batch {
  readonly kind: 'exposures' | 'outcomes';
  readonly isSentTwice: boolean;
  readonly facts: () => readonly Fact[];
}

/** Sends batches one by one, each until it is acknowledged. */
export async function sendAll(progress: Progress, secret: string, batches: readonly Batch[]): Promise<void> {
  for (const batch of batches) {
    const sends = batch.isSentTwice ? [send, send] : [send];
    await Promise.all(sends.map(once => once(progress, secret, batch)));
    progress.acknowledged += 1;
  }
}

async function send(progress: Progress, secret: string, batch: Batch): Promise<void> {
  const deadline = performance.now() + 50_000;
  for (;;) {
    try {
      const facts = batch.facts();
      const receipt = await attempt(progress, secret, batch.kind, facts);
      if (receipt.accepted + receipt.duplicates === facts.length) return;
      throw new TypeError(`not taken: ${JSON.stringify(receipt)}`);
    } catch (error) {
      if (error instanceof TypeError && error.message.startsWith('not taken')) throw error;
      if (performance.now() > deadline) throw error;
      if (error instanceof Error && error.message.includes('UNAVAILABLE')) progress.refusedAsUnavailable += 1;
      progress.retries += 1;
      await pause(20);
    }
  }
}

function attempt(
  { url }: Progress,
  secret: string,
  kind: Batch['kind'],
  facts: readonly Fact[],
): Promise<Receipt> {
  const client = new Client(url, { authorization: `Bearer ${secret}` });
  return kind === 'exposures' ? recordExposures(client, facts) : recordOutcomes(client, facts);
}
