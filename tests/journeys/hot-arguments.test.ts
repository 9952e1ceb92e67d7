import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { runningExperiment } from '../support/make.js';

let house: House;
let model: Client;

const OPEN = 'mutation ($input: OpenHoldoutInput!) { openHoldout(input: $input) { key } }';

beforeAll(async () => {
  house = await openHouse();
  const administrator = await house.as('administrator');
  await runningExperiment(administrator, {
    key: 'running',
    targeting: { tier: 'gold' },
    market: 'DE',
    channel: 'email',
  });
  const holdout = { sizeBp: 2000, listSize: 100_000, baseRate: 0.02, eligibility: { tier: 'gold' } };
  const scopes = [
    { key: 'french', name: 'French', scope: 'MARKET', market: 'FR' },
    { key: 'push', name: 'Push', scope: 'CHANNEL', channel: 'push' },
  ];
  for (const scope of scopes) await administrator.ask(OPEN, { input: { ...holdout, ...scope } });
  model = await house.as('model');
});

afterAll(() => house.close());

const ONE = `query ($recipient: String!, $household: String, $context: JSONObject) {
  assignment(experimentKey: "running", recipientKey: $recipient, householdKey: $household, context: $context) {
    reason bucket
  }
}`;
const MANY = `query ($recipients: [String!]!, $households: [String], $context: JSONObject) {
  assignments(experimentKey: "running", recipientKeys: $recipients, householdKeys: $households, context: $context) {
    reasons buckets
  }
}`;
const HELD_OUT = `query ($recipient: String!, $household: String, $market: String, $channel: String, $context: JSONObject) {
  holdoutStatus(
    recipientKey: $recipient, householdKey: $household, market: $market, channel: $channel, context: $context
  ) { isHeldOut holdouts { holdoutKey verdict bucket } }
}`;

const gold = { tier: 'gold' };
const one = { recipient: 'anna', context: gold };
const many = { recipients: ['anna', 'ben'], context: gold };
const heldOut = { recipient: 'anna', market: 'FR', channel: 'push', context: gold };

async function answer(query: string, variables: object): Promise<string> {
  const response = await model.post(JSON.stringify({ query, variables }));
  return response.text();
}

describe('each argument of a hot question', () => {
  it.each([
    ['the recipient of one', ONE, one, { recipient: 'ben' }],
    ['the household of one', ONE, one, { household: 'family' }],
    ['the context of one', ONE, one, { context: { tier: 'silver' } }],
    ['the recipients of many', MANY, many, { recipients: ['anna', 'carla'] }],
    ['the households of many', MANY, many, { households: [null, 'family'] }],
    ['the context of many', MANY, many, { context: { tier: 'silver' } }],
    ['the recipient of a holdout', HELD_OUT, heldOut, { recipient: 'ben' }],
    ['the household of a holdout', HELD_OUT, heldOut, { household: 'family' }],
    ['the market of a holdout', HELD_OUT, heldOut, { market: 'DE' }],
    ['the channel of a holdout', HELD_OUT, heldOut, { channel: 'email' }],
    ['the context of a holdout', HELD_OUT, heldOut, { context: { tier: 'silver' } }],
  ])('tells, and in the same bytes on both ways: %s', async (_what, query, usual, other) => {
    const asked = { ...usual, ...other };
    const hot = await answer(query, asked);

    // So long a text is never compiled.
    expect(hot).toBe(await answer(query + ' '.repeat(4_000), asked));
    expect(hot).not.toBe(await answer(query, usual));
    expect(hot).not.toContain('"errors"');
  });
});
