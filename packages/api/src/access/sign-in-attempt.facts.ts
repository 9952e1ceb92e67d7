import type { Context } from '../context.js';
import { newId } from '../kernel/ids.js';
import { type FactTable, append } from '../kernel/ingest.js';
import { networkOf, plainAddress } from './network.rules.js';

/** What a try counts as: failed as long as nothing but TRIED is known of it. */
export type AttemptOutcome = 'TRIED' | 'PASSED' | 'WITHDRAWN';

/** Who tries, and from where, as it is kept. */
export type Attempt = {
  readonly id: string;
  readonly account: string;
  readonly network: string;
  readonly address: string;
  readonly at: Date;
};

type AttemptRow = Attempt & { outcome: AttemptOutcome };

const ATTEMPTS: FactTable<AttemptRow> = {
  name: 'sign_in_attempts',
  columns: {
    id: 'uuid',
    outcome: 'text',
    account: 'text',
    network: 'text',
    address: 'text',
    at: 'timestamptz',
  },
  key: ['id', 'outcome'],
};

/** Where nothing is known of the address, all such tries come from one. */
const UNKNOWN = 'unknown';

export function attemptOf({ strongbox, origin, now }: Context, email: string): Attempt {
  const from = origin.ip ?? UNKNOWN;
  return {
    id: newId(),
    account: strongbox.fingerprint(`account ${email}`),
    network: strongbox.fingerprint(`network ${networkOf(from)}`),
    address: strongbox.fingerprint(`address ${plainAddress(from)}`),
    at: now(),
  };
}

export async function noteAttempt(
  { facts }: Pick<Context, 'facts'>,
  attempt: Attempt,
  outcome: AttemptOutcome,
): Promise<void> {
  await append(facts, ATTEMPTS, [{ ...attempt, outcome }]);
}
