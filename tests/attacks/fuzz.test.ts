import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';
import { randomDocuments } from './random-documents.js';

/** `node scripts/fuzz-api.mjs` asks for many more. */
const RUNS = Number(process.env.FUZZ_OPERATIONS ?? 400);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_123);

let house: House;
let client: Client;

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('administrator');
  await runningExperiment(client);
});

afterAll(() => house.close());

describe('a random document', () => {
  it(
    `is answered or refused, and never a fault of ours: ${RUNS} of them`,
    async () => {
      let answered = 0;
      await fc.assert(
        fc.asyncProperty(randomDocuments(buildProbitySchema()), async document => {
          const response = await client.post(JSON.stringify(document));
          const text = await response.text();
          const { data, errors } = JSON.parse(text) as {
            data?: unknown;
            errors?: { extensions: { code: string } }[];
          };

          if (data && !errors) answered += 1;
          expect(response.status).toBeLessThan(500);
          expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|TIMED_OUT|UNAVAILABLE|GRAPHQL_VALIDATION_FAILED/);
        }),
        { numRuns: RUNS, seed: SEED },
      );

      // Else nothing but refusals was tried.
      expect(answered).toBeGreaterThan(RUNS / 10);
    },
    60_000 + RUNS * 20,
  );

  it('leaves the house as it was: it answers still', async () => {
    expect(await client.ask('{ viewer { name } }')).toEqual({ name: 'administrator of the test' });
  });
});
