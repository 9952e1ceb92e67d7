import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { recordExposures, recordOutcomes } from '../support/make.js';
import { type Imported, armsOf, importedExperiment, resultsOf } from '../support/results.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let client: Client;

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('experimenter');
});

afterAll(() => house.close());

/** An experiment that began four days ago, with a metric of its own. */
async function fourDaysOld(key: string, metric: Record<string, unknown> = {}): Promise<Imported> {
  const imported = await importedExperiment(client, key, { metric: { kind: 'MEAN', ...metric } });
  house.advance(96 * 3_600_000);
  return imported;
}

const exposure = ({ key, at }: Imported, recipientKey: string, hours: number, variantKey = 'control') => ({
  experimentKey: key,
  recipientKey,
  variantKey,
  occurredAt: at(hours),
});

const ordered = (
  { at }: Imported,
  recipientKey: string,
  hours: number,
  more: Record<string, unknown> = {},
) => ({
  id: `${recipientKey}-${hours}`,
  recipientKey,
  type: 'ordered',
  occurredAt: at(hours),
  value: 1,
  ...more,
});

/** The sum over the control arm's recipients. */
async function total({ key }: Imported): Promise<number> {
  const [control] = await armsOf(client, key);
  return Math.round((control?.mean ?? 0) * (control?.units ?? 0) * 1e6) / 1e6;
}

describe('an outcome', () => {
  it('that is sent again changes nothing', async () => {
    const test = await fourDaysOld('again');
    await recordExposures(client, [exposure(test, 'again-1', 1)]);

    const receipts = [
      await recordOutcomes(client, [ordered(test, 'again-1', 2, { value: 10 })]),
      await recordOutcomes(client, [ordered(test, 'again-1', 2, { value: 10 })]),
      await recordOutcomes(client, [ordered(test, 'again-1', 2, { value: 99, type: 'refunded' })]),
    ];

    expect(receipts.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
    expect(await total(test)).toBe(10);
  });

  it('that comes twice in one call is stored once', async () => {
    const test = await fourDaysOld('twice');
    const outcome = ordered(test, 'twice-1', 2);

    const receipt = await recordOutcomes(client, [outcome, outcome, outcome]);

    expect(receipt).toEqual({ accepted: 1, duplicates: 2, rejected: [] });
  });

  it('is named by its id and its recipient: another recipient may use the id', async () => {
    const test = await fourDaysOld('named');

    const receipt = await recordOutcomes(client, [
      ordered(test, 'named-1', 2, { id: 'order-1' }),
      ordered(test, 'named-2', 2, { id: 'order-1' }),
    ]);

    expect(receipt.accepted).toBe(2);
  });

  it('of an address counts for every spelling of it', async () => {
    const test = await fourDaysOld('spelling');
    await recordExposures(client, [exposure(test, 'Zoë@Example.com', 1)]);

    await recordOutcomes(client, [ordered(test, '  zoe\u0308@example.COM ', 2, { value: 7 })]);

    expect(await total(test)).toBe(7);
  });

  it('counts although it arrives before the exposure that it follows', async () => {
    const test = await fourDaysOld('early-arrival');

    await recordOutcomes(client, [ordered(test, 'early-1', 2, { value: 5 })]);
    await recordExposures(client, [exposure(test, 'early-1', 1)]);

    expect(await total(test)).toBe(5);
  });

  it('of before the exposure does not count', async () => {
    const test = await fourDaysOld('before');
    await recordExposures(client, [exposure(test, 'before-1', 2)]);

    await recordOutcomes(client, [ordered(test, 'before-1', 1, { value: 5 })]);

    expect(await total(test)).toBe(0);
  });

  it('that takes back another is negative', async () => {
    const test = await fourDaysOld('refund', { outcomeTypes: ['ordered', 'refunded'] });
    await recordExposures(client, [exposure(test, 'refund-1', 1)]);

    await recordOutcomes(client, [
      ordered(test, 'refund-1', 3, { type: 'refunded', value: -40 }),
      ordered(test, 'refund-1', 2, { value: 100 }),
    ]);

    expect(await total(test)).toBe(60);
  });

  it('of another type does not count, and neither does one without a value', async () => {
    const test = await fourDaysOld('types');
    await recordExposures(client, [exposure(test, 'types-1', 1)]);

    await recordOutcomes(client, [
      ordered(test, 'types-1', 2, { type: 'opened', value: 3 }),
      ordered(test, 'types-1', 3, { value: null }),
    ]);

    expect(await total(test)).toBe(0);
  });

  it('in another currency does not count, and neither does one in none', async () => {
    const test = await fourDaysOld('currency', { currency: 'EUR' });
    await recordExposures(client, [exposure(test, 'currency-1', 1)]);

    await recordOutcomes(client, [
      ordered(test, 'currency-1', 2, { value: 1, currency: 'EUR' }),
      ordered(test, 'currency-1', 3, { value: 10, currency: 'USD' }),
      ordered(test, 'currency-1', 4, { value: 100 }),
    ]);

    expect(await total(test)).toBe(1);
  });

  it('counts up to the cap of a recipient, not of an outcome', async () => {
    const test = await fourDaysOld('cap', { cap: 100 });
    await recordExposures(client, [exposure(test, 'cap-1', 1), exposure(test, 'cap-2', 1)]);

    await recordOutcomes(client, [
      ordered(test, 'cap-1', 2, { value: 60 }),
      ordered(test, 'cap-1', 3, { value: 60 }),
      ordered(test, 'cap-2', 3, { value: 99.5 }),
    ]);

    expect(await total(test)).toBe(199.5);
  });

  it.each([
    ['a millisecond before the exposure', 1 - 1 / 3_600_000, 0],
    ['at the exposure', 1, 1],
    ['a millisecond before the end of the window', 25 - 1 / 3_600_000, 1],
    ['at the end of the window', 25, 0],
  ])('%s counts or does not: the window is half-open', async (_when, hours, expected) => {
    const key = `window-${hours}`.replaceAll('.', '-');
    const test = await fourDaysOld(key, { conversionWindowHours: 24 });
    await recordExposures(client, [exposure(test, key, 1)]);

    await recordOutcomes(client, [ordered(test, key, hours)]);

    expect(await total(test)).toBe(expected);
  });

  it('of thousands in one call is stored, and none of more than five thousand', async () => {
    const test = await fourDaysOld('thousands');
    const outcomes = Array.from({ length: 5001 }, (_one, index) => ordered(test, `thousands-${index}`, 2));

    const refusal = await client.refusal(
      'mutation ($input: [OutcomeInput!]!) { recordOutcomes(input: $input) { accepted } }',
      { input: outcomes },
    );
    const receipt = await recordOutcomes(client, outcomes.slice(0, 5000));

    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input' });
    expect(receipt).toEqual({ accepted: 5000, duplicates: 0, rejected: [] });
  });
});

describe('an exposure', () => {
  it('is stored without the key of its recipient', async () => {
    const test = await fourDaysOld('keyless');
    await recordExposures(client, [exposure(test, 'somebody@example.com', 1)]);
    await recordOutcomes(client, [ordered(test, 'somebody@example.com', 2, { id: 'keyless' })]);

    const stored = await rowsOf(
      house.databaseUrl,
      'select e::text, o::text from exposures e join outcomes o using (recipient_id) where o.id = $1',
      ['keyless'],
    );

    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain('somebody');
  });

  it('counts once, however often it is sent', async () => {
    const test = await fourDaysOld('once');
    const one = exposure(test, 'once-1', 1);

    const receipts = [await recordExposures(client, [one, one]), await recordExposures(client, [one])];

    expect(receipts.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect((await armsOf(client, 'once')).map(({ units }) => units)).toEqual([1, 0]);
  });

  it('is counted each time it comes, and the earliest is kept in whatever order they come', async () => {
    const test = await fourDaysOld('counted');
    const orders = permutations([3, 1, 2]);

    for (const place of [0, 1, 2]) {
      await recordExposures(
        client,
        orders.map((hours, index) => exposure(test, `counted-${index}`, hours[place] ?? 0)),
      );
    }
    await recordExposures(
      client,
      orders.map((_hours, index) => exposure(test, `counted-${index}`, 4)),
    );

    const stored = await rowsOf(
      house.databaseUrl,
      'select occurred_at, times from exposures where experiment_id = (select id from experiments where key = $1)',
      ['counted'],
    );
    expect(stored).toEqual(orders.map(() => ({ occurred_at: new Date(test.at(1)), times: 4 })));
  });

  it('whose message was not sent after all is recorded as such, and compared all the same', async () => {
    const test = await fourDaysOld('capped');

    await recordExposures(client, [
      exposure(test, 'sent', 1),
      { ...exposure(test, 'capped', 1), isSent: false },
    ]);

    const stored = await rowsOf<{ is_sent: boolean }>(
      house.databaseUrl,
      'select is_sent from exposures where experiment_id = (select id from experiments where key = $1)',
      ['capped'],
    );
    expect(new Set(stored.map(({ is_sent: isSent }) => isSent))).toEqual(new Set([true, false]));
    const { metrics } = await resultsOf(client, 'capped');
    expect(metrics[0]?.arms.map(({ units }) => units)).toEqual([2, 0]);
  });

  it('to a second variant takes the recipient out of both, and is counted', async () => {
    const test = await fourDaysOld('both');
    const inControl = ['both-1', 'both-2', 'both-3'].map(recipient => exposure(test, recipient, 1));

    await recordExposures(client, [...inControl, exposure(test, 'both-3', 5, 'variant-1')]);

    const { metrics, checks } = await resultsOf(client, 'both');
    expect(metrics[0]?.arms.map(({ units }) => units)).toEqual([2, 0]);
    expect(checks.find(({ name }) => name === 'several-variants')?.detail).toBe(
      '1 of 3 recipients (33.3 %) saw several variants and are left out',
    );
  });

  it('is not known before it happened: results as of an earlier instant leave it out', async () => {
    const test = await fourDaysOld('as-of');
    await recordExposures(client, [exposure(test, 'as-of-1', 1), exposure(test, 'as-of-2', 10)]);
    await recordOutcomes(client, [ordered(test, 'as-of-1', 2), ordered(test, 'as-of-1', 20)]);

    const { metrics } = await resultsOf(client, 'as-of', { asOf: test.at(9) });

    expect(metrics[0]?.arms[0]).toMatchObject({ units: 1, mean: 1 });
  });
});

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map(rest => [item, ...rest]));

describe('the order of arrival', () => {
  it('makes no difference: 120 recipients with the same five facts, each in another order, are alike', async () => {
    const test = await fourDaysOld('orders', {
      outcomeTypes: ['ordered', 'refunded'],
      conversionWindowHours: 24,
    });
    const facts = [
      (who: string) => ['exposure', exposure(test, who, 10)] as const,
      (who: string) => ['exposure', exposure(test, who, 30)] as const,
      (who: string) => ['outcome', ordered(test, who, 12, { value: 50 })] as const,
      (who: string) => ['outcome', ordered(test, who, 20, { value: -20, type: 'refunded' })] as const,
      (who: string) => ['outcome', ordered(test, who, 40, { value: 1000 })] as const,
    ];
    const orders = permutations(facts);

    for (const round of facts.keys()) {
      const sent = orders.map((order, index) => order[round]?.(`orders-${index}`));
      await recordExposures(
        client,
        sent.filter(one => one?.[0] === 'exposure').map(one => one?.[1] ?? {}),
      );
      await recordOutcomes(
        client,
        sent.filter(one => one?.[0] === 'outcome').map(one => one?.[1] ?? {}),
      );
    }

    expect((await armsOf(client, 'orders'))[0]).toEqual({
      variantKey: 'control',
      units: 120,
      mean: 30,
      standardDeviation: 0,
    });
  });
});
