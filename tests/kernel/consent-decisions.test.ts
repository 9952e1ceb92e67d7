import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askConsents, recordConsent as record } from '../../packages/api/src/consent/index.js';
import { STATES } from '../../packages/api/src/consent/consent-state.sql.js';
import { binaryArray } from '../../packages/api/src/kernel/binary-array.js';
import type { Client } from '../support/client.js';
import { recordConsent, saying } from '../support/consent.js';
import { type House, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';

const RECIPIENTS = 10_000;
const ROUNDS = 50;
const TRIALS_A_ROUND = 20;
const TRIALS = ROUNDS * TRIALS_A_ROUND;
const MOST_FACTS = 5_000;

let house: House;
let source: Client;
let esp: Client;

const KEYS = Array.from({ length: RECIPIENTS }, (_one, index) => `recipient-${index}`);
const BATCH = `query ($keys: [String!]!) {
  consentDecisions(recipientKeys: $keys, purpose: MARKETING_EMAIL, channel: "email", brand: "shoes", region: "AT") {
    allowed
  }
}`;

beforeAll(async () => {
  house = await openHouse({ poolSize: 10 });
  [source, esp] = [await house.as('consent-source'), await house.as('esp')];
  for (let from = 0; from < RECIPIENTS; from += MOST_FACTS) {
    await recordConsent(
      source,
      KEYS.slice(from, from + MOST_FACTS).map(key => saying(key, 'GRANT', { id: 'yes', occurredAt: now() })),
    );
  }
  await rowsOf(house.databaseUrl, 'analyze consent_states');
});

afterAll(() => house.close());

const now = () => house.application.now().toISOString();
const allowed = async (keys: readonly string[]) =>
  (await esp.ask<{ allowed: boolean[] }>(BATCH, { keys })).allowed;

/** Without the way over HTTP, on which the trials would take minutes. */
async function allowedNow(keys: readonly string[]): Promise<boolean[]> {
  const { look, recipientId, now: clock } = house.doors('privacy-operator');
  const question = { purpose: 'MARKETING_EMAIL', channel: 'email', brand: 'shoes', region: 'AT' } as const;
  return (await askConsents({ look, recipientId, now: clock() }, keys, question)).allowed;
}

/** Resolves once the withdrawal is acknowledged. */
async function acknowledged(recipientKey: string): Promise<void> {
  const { facts, look, strongbox, recipientId, now: clock } = house.doors('privacy-operator');
  const at = clock();
  const claim = { id: 'no', recipientKey, action: 'WITHDRAW', source: 'FORM', occurredAt: at } as const;
  const receipt = await record({ facts, strongbox, recipientId, manager: look.manager, now: at }, [claim]);
  if (receipt.accepted !== 1) throw new Error('the withdrawal was not taken');
}

describe('a question about 10,000 recipients', () => {
  it('is one lookup of each by the primary key, however many there are', async () => {
    await rowsOf(
      house.databaseUrl,
      `insert into consent_states (recipient_id, purpose, channel, brand, granted)
       select md5(number::text || purpose)::uuid, purpose, '', '', row(now(), md5(number::text)::uuid)::consent_mark
       from generate_series(1, 100000) as number, unnest(array['MARKETING_EMAIL', 'SHARING']) as purpose`,
    );
    await rowsOf(house.databaseUrl, 'analyze consent_states');

    const { recipientId } = house.doors('privacy-operator');
    const ids = KEYS.map(key => recipientId(key));
    const plan = await rowsOf<Record<string, string>>(house.databaseUrl, `explain ${STATES}`, [
      binaryArray('uuid', ids),
      'MARKETING_EMAIL',
      'email',
      'shoes',
    ]);

    const text = plan.map(row => row['QUERY PLAN']).join('\n');
    expect(text).toContain('consent_states_pkey');
    expect(text).not.toContain('Seq Scan on consent_states');
  });

  it('knows of every withdrawal that was acknowledged before it was asked, and so does a question about one', async () => {
    const disobeyed: string[] = [];
    const withdrawn: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const earlier = withdrawn.length;
      const batch = allowedNow(KEYS);
      for (const key of KEYS.slice(round * TRIALS_A_ROUND, (round + 1) * TRIALS_A_ROUND)) {
        await acknowledged(key);
        withdrawn.push(key);
        const [isAllowed] = await allowedNow([key]);
        if (isAllowed) disobeyed.push(key);
      }
      const answers = await batch;
      disobeyed.push(...withdrawn.slice(0, earlier).filter((_key, place) => answers[place]));
    }

    expect(disobeyed).toEqual([]);
    expect(withdrawn.length).toBe(TRIALS);
    const afterwards = await allowedNow(KEYS);
    expect(afterwards.map(isAllowed => !isAllowed)).toEqual(KEYS.map((_key, place) => place < TRIALS));
  }, 180_000);

  it('is answered over HTTP as it is inside', async () => {
    const keys = KEYS.slice(TRIALS - 5, TRIALS + 5);

    expect(await allowed(keys)).toEqual(await allowedNow(keys));
  });
});
