import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConsentState,
  MARKS,
  type MarkName,
  type MarkedEvent,
  later,
  stateAfter,
} from '../../packages/api/src/consent/consent.rules.js';
import type { Client } from '../support/client.js';
import { recordConsent, saying } from '../support/consent.js';
import { type House, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let source: Client;

beforeAll(async () => {
  house = await openHouse();
  source = await house.as('consent-source');
});

afterAll(() => house.close());

const ACTIONS = ['IMPORT', 'DENY', 'WITHDRAW', 'EXPIRE', 'OPT_OUT_SIGNAL', 'COMPLAINT', 'OBJECT', 'RESTRICT'];
const PURPOSES = ['MARKETING_EMAIL', 'PERSONALISATION', 'MEASUREMENT', 'SHARING'];
const RECIPIENTS = 400;
const DAYS = 6;

/** Events that may be told at any time, so that they can come in any order. Few instants, so that many are the same. */
const event = fc.record({
  recipient: fc.integer({ min: 0, max: RECIPIENTS - 1 }),
  action: fc.constantFrom(...ACTIONS),
  purpose: fc.constantFrom(...PURPOSES),
  isOfAll: fc.boolean(),
  ground: fc.constantFrom('EXPRESS', 'CONFIRMED', 'CUSTOMER', 'INQUIRY'),
  brand: fc.constantFrom('', 'shoes'),
  day: fc.integer({ min: 1, max: DAYS }),
});

type Told = ReturnType<typeof saying> & Record<string, unknown>;

const toldOf = (drawn: ReturnType<typeof sample>[number], index: number): Told => {
  const isImport = drawn.action === 'IMPORT';
  return saying(`recipient-${drawn.recipient}`, drawn.action, {
    id: `event-${index}`,
    purpose: drawn.isOfAll && !isImport ? null : drawn.purpose,
    ground: isImport ? drawn.ground : null,
    isHistorical: isImport,
    brand: drawn.brand,
    occurredAt: `2026-01-0${drawn.day}T00:00:00.000Z`,
  });
};
const sample = (count: number, seed: number) => fc.sample(event, { numRuns: count, seed });

interface StoredEvent extends Record<string, unknown> {
  readonly recipient: string;
  readonly purpose: string | null;
  readonly brand: string;
  readonly counts_as: MarkName;
  readonly at: number;
  readonly event: string;
}

/** By the rules: what the events that are stored lead to. */
async function reduced(): Promise<Map<string, ConsentState>> {
  const events = await rowsOf<StoredEvent>(
    house.databaseUrl,
    `select recipient_id::text as recipient, purpose, brand, counts_as, id::text as event,
            (extract(epoch from occurred_at) * 1000)::float8 as at
     from consent_events order by md5(id::text)`,
  );
  const states = new Map<string, ConsentState>();
  for (const { recipient, purpose, brand, counts_as: countsAs, at, event: id } of events) {
    for (const used of purpose === null ? PURPOSES : [purpose]) {
      const name = `${recipient} ${used} ${brand}`;
      const marked: MarkedEvent = { countsAs, at, event: id };
      states.set(name, stateAfter(states.get(name) ?? {}, marked));
    }
  }
  return states;
}

/** By the database: what it has kept of them. */
async function stored(): Promise<Map<string, ConsentState>> {
  const marks = MARKS.map(mark => mark.toLowerCase());
  const read = marks.map(
    mark => `'${mark.toUpperCase()}', case when (${mark}).event is not null then jsonb_build_object(
      'at', (extract(epoch from (${mark}).at) * 1000)::bigint, 'event', (${mark}).event) end`,
  );
  const rows = await rowsOf<{ name: string; state: Record<string, unknown> }>(
    house.databaseUrl,
    `select concat_ws(' ', recipient_id::text, purpose, brand) as name,
            jsonb_strip_nulls(jsonb_build_object(${read.join(', ')})) as state from consent_states`,
  );
  return new Map(rows.map(({ name, state }) => [name, state as ConsentState]));
}

const shuffled = (events: readonly Told[], seed: number): Told[] =>
  fc.sample(fc.shuffledSubarray([...events], { minLength: events.length }), { numRuns: 1, seed })[0] ?? [];

describe('what PostgreSQL keeps of events', () => {
  it('is what the rules say, though they come in any order, in many calls, at once and twice', async () => {
    const events = sample(4_000, 7).map(toldOf);
    const calls = [...shuffled(events, 1), ...shuffled(events, 2)];
    const parts = Array.from({ length: 16 }, (_part, index) => calls.slice(index * 500, index * 500 + 500));

    const receipts = [];
    for (let index = 0; index < parts.length; index += 4) {
      receipts.push(
        ...(await Promise.all(parts.slice(index, index + 4).map(part => recordConsent(source, part)))),
      );
    }

    expect(receipts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(events.length);
    expect(receipts.flatMap(({ rejected }) => rejected)).toEqual([]);
    const [byRules, byDatabase] = [await reduced(), await stored()];
    expect(byDatabase.size).toBeGreaterThan(1_000);
    expect(byDatabase).toEqual(byRules);
  }, 60_000);

  it('of two events of one instant is the one that the rules keep', async () => {
    await recordConsent(
      source,
      ['a', 'b', 'c', 'd'].map(id =>
        saying('tied', 'WITHDRAW', {
          id: `tied-${id}`,
          purpose: 'SHARING',
          occurredAt: '2026-02-01T00:00:00Z',
        }),
      ),
    );

    const [row] = await rowsOf<{ kept: string; ids: string[] }>(
      house.databaseUrl,
      `select (withdrawn).event as kept, (select array_agg(id::text) from consent_events where idempotency_key like 'tied-%') as ids
       from consent_states where recipient_id in (select recipient_id from consent_events where idempotency_key = 'tied-a')`,
    );
    const latest = row?.ids.map(id => ({ at: 1, event: id })).reduce(later);
    expect(row?.kept).toBe(latest?.event);
  });
});
