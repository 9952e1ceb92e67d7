import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompiledQueries } from '../../packages/api/src/http/compiled-queries.js';
import { withDirectResolvers } from '../../packages/api/src/http/direct-resolvers.js';
import { withPlainInputs } from '../../packages/api/src/http/plain-inputs.js';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';

let house: House;
let esp: Client;
let at: string;

const EXPOSURES = `mutation ($input: [ExposureInput!]!) {
  recordExposures(input: $input) { accepted duplicates rejected { index code message } }
}`;
const OUTCOMES = `mutation ($input: [OutcomeInput!]!) {
  recordOutcomes(input: $input) { accepted duplicates rejected { index code message } }
}`;
/** The same document; so long a text is never compiled. */
const byApollo = (query: string): string => query + ' '.repeat(4_000);

beforeAll(async () => {
  house = await openHouse();
  await runningExperiment(await house.as('administrator'), { key: 'running' });
  esp = await house.as('esp');
  house.advance(60_000);
  at = new Date(house.application.now().getTime() - 1_000).toISOString();
});

afterAll(() => house.close());

const outcome = (id: string, overrides: object = {}) => ({
  id,
  recipientKey: 'anna',
  type: 'ordered',
  occurredAt: at,
  value: 12.5,
  currency: 'EUR',
  properties: { basket: ['a', { b: null }] },
  ...overrides,
});
const exposure = (recipientKey: string, overrides: object = {}) => ({
  experimentKey: 'running',
  recipientKey,
  occurredAt: at,
  dimensions: { tier: 'gold' },
  ...overrides,
});

async function answer(query: string, input: unknown): Promise<{ status: number; bytes: string }> {
  const response = await esp.post(JSON.stringify({ query, variables: { input } }));
  return { status: response.status, bytes: await response.text() };
}

/** What is stored of two recipients or outcomes, but for what tells them apart. */
async function stored(table: 'exposures' | 'outcomes', column: string, values: readonly string[]) {
  const { manager } = house.doors('administrator').look;
  const rows = await manager.query<Record<string, unknown>[]>(
    `select * from ${table} where ${column} = any($1) order by array_position($1, ${column})`,
    [values],
  );
  return rows.map(({ recipient_id: _who, id: _id, received_at: _when, ...rest }) => rest);
}

describe('facts that come by the thousands', () => {
  it('are the same outcomes on both ways', async () => {
    const hot = await answer(OUTCOMES, [outcome('hot'), outcome('hot'), outcome('late', { value: null })]);
    const apollo = await answer(byApollo(OUTCOMES), [
      outcome('apollo'),
      outcome('apollo'),
      outcome('later', { value: null }),
    ]);

    expect(hot).toEqual(apollo);
    expect(hot.bytes).toContain('"accepted":2,"duplicates":1');
    const [one, other] = await stored('outcomes', 'id', ['hot', 'apollo']);
    expect(one).toEqual(other);
    expect(one).toMatchObject({
      type: 'ordered',
      currency: 'EUR',
      properties: { basket: ['a', { b: null }] },
    });
  });

  it('are the same exposures on both ways', async () => {
    const { recipientId } = house.doors('esp');
    const hot = await answer(EXPOSURES, [exposure('anna'), exposure('anna', { isSent: false })]);
    const apollo = await answer(byApollo(EXPOSURES), [exposure('ben'), exposure('ben', { isSent: false })]);

    expect(hot).toEqual(apollo);
    expect(hot.bytes).toContain('"accepted":1');
    const [one, other] = await stored('exposures', 'recipient_id::text', [
      uuidOf(recipientId('anna')),
      uuidOf(recipientId('ben')),
    ]);
    expect({ ...one, variant_key: null }).toEqual({ ...other, variant_key: null });
    expect(one).toMatchObject({ dimensions: { tier: 'gold' } });
  });

  it.each([
    ['nothing', []],
    ['one that is not in a list', outcome('alone')],
    ['a row that is rejected', [outcome('')]],
    ['an instant that does not exist', [outcome('x', { occurredAt: '2026-02-30T10:00:00.000Z' })]],
    ['an instant of another form', [outcome('x', { occurredAt: '1 March 2026' })]],
    ['a value that is a text', [outcome('x', { value: '12' })]],
    ['a field that is missing', [{ ...outcome('x'), type: undefined }]],
    ['a field that is null', [outcome('x', { type: null })]],
    ['a field too many', [outcome('x', { version: 7 })]],
    ['properties that are a list', [outcome('x', { properties: [] })]],
    ['a row that is null', [null]],
    ['a row that is a text', ['row']],
    ['5,001 rows', Array.from({ length: 5_001 }, (_none, index) => outcome(`many-${index}`))],
    ['null', null],
  ])('are answered in the same bytes on both ways: %s', async (_what, input) => {
    const hot = await answer(OUTCOMES, input);

    // What the first has stored, the second finds: so it is asked again.
    expect(await answer(OUTCOMES, input)).toEqual(await answer(byApollo(OUTCOMES), input));
    expect(hot.status).toBe((await answer(byApollo(OUTCOMES), input)).status);
  });

  it('are refused in the same bytes to who may not tell them', async () => {
    const viewer = await house.as('viewer');
    const asked = async (query: string) => {
      const response = await viewer.post(JSON.stringify({ query, variables: { input: [outcome('v')] } }));
      return { status: response.status, bytes: await response.text() };
    };

    expect(await asked(OUTCOMES)).toEqual(await asked(byApollo(OUTCOMES)));
    expect((await asked(OUTCOMES)).bytes).toContain('FORBIDDEN');
  });

  it('are recorded by the compiled mutations themselves', async () => {
    const compiledBy = withDirectResolvers(withPlainInputs(buildProbitySchema()));
    const queries = new CompiledQueries(buildProbitySchema(), compiledBy);
    const context = house.doors('esp');
    const record = (query: string, input: unknown[]) =>
      queries.of(query)?.execute(undefined, context, { input });

    expect([
      await record(OUTCOMES, [outcome('compiled')]),
      await record(EXPOSURES, [exposure('carla')]),
    ]).toEqual([
      { data: { recordOutcomes: { accepted: 1, duplicates: 0, rejected: [] } } },
      { data: { recordExposures: { accepted: 1, duplicates: 0, rejected: [] } } },
    ]);
  });
});

const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
