import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { createExperiment, runningExperiment, verb } from '../support/make.js';
import { rowsOf } from '../support/rows.js';

let house: House;
let owner: Client;
let model: Client;

const OPEN =
  'mutation ($input: OpenHoldoutInput!) { openHoldout(input: $input) { key version seed status sizeBp } }';
const ASSIGN = `query ($experiment: Key!, $recipients: [String!]!, $context: JSONObject) {
  assignments(experimentKey: $experiment, recipientKeys: $recipients, context: $context) { reasons variantKeys }
}`;
const STATUS = `query ($recipient: String!, $market: String, $channel: String) {
  holdoutStatus(recipientKey: $recipient, market: $market, channel: $channel) {
    isHeldOut holdoutKey holdouts { holdoutKey verdict bucket share }
  }
}`;
const RECORD = `mutation ($input: [ExposureInput!]!) {
  recordExposures(input: $input) { accepted duplicates rejected { index code message } }
}`;
const COUNT =
  'query ($key: Key!) { holdout(key: $key) { sizes { sizeBp reason } outlook { smallestLift warnings } count { members contaminatedMembers contaminations } } }';

const input = (overrides: Record<string, unknown> = {}) => ({
  input: { key: 'everything', name: 'Everything', listSize: 400_000, baseRate: 0.02, ...overrides },
});
const people = Array.from({ length: 2_000 }, (_none, index) => `customer-${index}@example.com`);

async function reasons(experiment: string, context?: object): Promise<string[]> {
  const columns = { experiment, recipients: people, context };
  return (await model.ask<{ reasons: string[] }>(ASSIGN, columns)).reasons;
}
const heldOut = async (experiment: string, context?: object): Promise<string[]> => {
  const found = await reasons(experiment, context);
  return people.filter((_one, index) => found[index] === 'HELD_OUT');
};

beforeAll(async () => {
  house = await openHouse();
  owner = await house.as('administrator');
  model = await house.as('model');
  await runningExperiment(owner, { key: 'subject', channel: 'email', market: 'DE' });
  await createExperiment(owner, { key: 'offer', channel: 'push' });
  await verb(owner, 'start', 'offer');
});

afterAll(() => house.close());

describe('a global holdout', () => {
  it('keeps its share of recipients out of every experiment, and the same ones', async () => {
    await owner.ask(OPEN, input({ exemptions: [{ category: 'LEGAL', reason: 'the terms of business' }] }));

    const members = await heldOut('subject');

    expect(members.length / people.length).toBeGreaterThan(0.03);
    expect(members.length / people.length).toBeLessThan(0.07);
    expect(await heldOut('offer')).toEqual(members);
    expect(await heldOut('subject', { messageCategory: 'LEGAL' })).toEqual([]);
    expect(await heldOut('subject', { messageCategory: 'MARKETING' })).toEqual(members);
  });

  it('is found by whoever asks of one recipient', async () => {
    const [member = ''] = await heldOut('subject');

    expect(await model.ask(STATUS, { recipient: member })).toMatchObject({
      isHeldOut: true,
      holdoutKey: 'everything',
      holdouts: [{ holdoutKey: 'everything', verdict: 'HELD_OUT', share: 0.05 }],
    });
    expect(
      await model.ask(
        'query ($r: String!) { assignment(experimentKey: "subject", recipientKey: $r) { reason holdoutKey inExperiment bucket variantKey } }',
        { r: member },
      ),
    ).toEqual({
      reason: 'HELD_OUT',
      holdoutKey: 'everything',
      inExperiment: false,
      bucket: null,
      variantKey: null,
    });
  });

  it('is the only one', async () => {
    expect(await owner.refusal(OPEN, input({ key: 'second' }))).toMatchObject({
      code: 'RULE_VIOLATED',
      rule: 'second-global-holdout',
      current: 'everything',
    });
    expect(
      await owner.refusal(OPEN, input({ key: 'large', scope: 'MARKET', market: 'DE', sizeBp: 6_000 })),
    ).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'sizeBp',
    });
  });

  it('grows without moving anybody who is in it, and shrinks without moving anybody who stays', async () => {
    const resize = (sizeBp: number) =>
      owner.ask('mutation ($input: ResizeHoldoutInput!) { resizeHoldout(input: $input) { sizeBp } }', {
        input: { key: 'everything', sizeBp, reason: `to ${sizeBp}` },
      });
    const before = await heldOut('subject');

    await resize(1_000);
    const larger = await heldOut('subject');
    await resize(300);
    const smaller = await heldOut('subject');
    await resize(500);

    expect(larger).toEqual(expect.arrayContaining(before));
    expect(larger.length).toBeGreaterThan(before.length);
    expect(before).toEqual(expect.arrayContaining(smaller));
    expect(smaller.length).toBeLessThan(before.length);
    expect(await heldOut('subject')).toEqual(before);
    expect(await owner.ask(COUNT, { key: 'everything' })).toMatchObject({
      sizes: [
        { sizeBp: 500, reason: 'opened' },
        { sizeBp: 1_000, reason: 'to 1000' },
        { sizeBp: 300, reason: 'to 300' },
        { sizeBp: 500, reason: 'to 500' },
      ],
      outlook: { smallestLift: expect.closeTo(0.142, 3), warnings: [] },
    });
  });

  it('records its members when they come up, and raises an alert where one was not left alone', async () => {
    const [left = '', shown = ''] = await heldOut('subject');
    const exposure = (recipientKey: string, variantKey?: string) => ({
      experimentKey: 'subject',
      recipientKey,
      variantKey,
      occurredAt: new Date(Date.now() - 1),
    });
    const calls = [
      [exposure(left)],
      [exposure(left), exposure(shown, 'control')],
      [exposure(shown, 'control')],
    ];

    const receipts: unknown[] = [];
    for (const call of calls) receipts.push(await model.ask(RECORD, { input: call }));

    const refused = expect.objectContaining({ code: 'HELD_OUT' });
    expect(receipts).toEqual([
      { accepted: 1, duplicates: 0, rejected: [] },
      { accepted: 0, duplicates: 1, rejected: [refused] },
      { accepted: 0, duplicates: 0, rejected: [refused] },
    ]);
    expect(await owner.ask(COUNT, { key: 'everything' })).toMatchObject({
      count: { members: 2, contaminatedMembers: 1, contaminations: 2 },
    });
    expect(await owner.ask('{ alerts { items { kind subjectKey times } total } }')).toEqual({
      items: [{ kind: 'HOLDOUT_CONTAMINATED', subjectKey: 'everything', times: 2 }],
      total: 1,
    });
    expect(await rowsOf(house.databaseUrl, 'select from exposures')).toHaveLength(0);
  });

  it('is explained, test by test', async () => {
    const [member = ''] = await heldOut('subject');
    const found = await reasons('subject');
    const other = people[found.indexOf('ASSIGNED')] ?? '';
    const explain = (recipient: string) =>
      model.ask<{ steps: { test: string; outcome: string; subjectKey: string | null }[] }>(
        'query ($r: String!) { explainAssignment(experimentKey: "subject", recipientKey: $r) { assignment { reason } steps { test outcome subjectKey } } }',
        { r: recipient },
      );

    expect((await explain(member)).steps.map(({ test, outcome }) => `${test} ${outcome}`)).toEqual([
      'EXPERIMENT PASSED',
      'HOLDOUT STOPPED',
      'STATUS NOT_REACHED',
      'TARGETING NOT_REACHED',
      'ALLOCATION NOT_REACHED',
    ]);
    expect((await explain(other)).steps.map(({ outcome }) => outcome)).toEqual(Array(5).fill('PASSED'));
  });

  it('keeps its members through the analysis period, and nobody when it is closed', async () => {
    const before = await heldOut('subject');
    const command = (name: string) =>
      owner.ask(`mutation { ${name}Holdout(key: "everything") { status possibleCommands } }`);

    expect(await command('freeze')).toEqual({ status: 'FROZEN', possibleCommands: ['holdout.close'] });
    expect(await heldOut('subject')).toEqual(before);
    expect(await command('close')).toEqual({ status: 'CLOSED', possibleCommands: [] });
    expect(await heldOut('subject')).toEqual([]);
    expect(await model.ask(STATUS, { recipient: before[0] })).toMatchObject({
      isHeldOut: false,
      holdouts: [],
    });
  });
});

describe('a holdout of a scope', () => {
  it.each([
    ['CHANNEL', { channel: 'push' }, [0, 1]],
    ['MARKET', { market: 'DE' }, [1, 1]],
    ['MARKET', { market: 'FR' }, [0, 1]],
    ['EXPERIMENTS', { experimentKeys: ['subject'] }, [1, 0]],
  ])('%s %j keeps nobody from elsewhere', async (scope, where, covered) => {
    const key = `of-${Object.values(where).flat().join('-').toLowerCase()}`;
    await owner.ask(OPEN, input({ key, scope, ...where, sizeBp: 2_000 }));

    const counts = [await heldOut('subject'), await heldOut('offer')].map(found => Math.sign(found.length));
    await owner.ask('mutation ($key: Key!) { closeHoldout(key: $key) { key } }', { key });

    expect(counts).toEqual(covered);
  });

  it('holds nobody out who is not eligible', async () => {
    await owner.ask(OPEN, input({ key: 'loyal', eligibility: { tier: 'gold' }, sizeBp: 2_000 }));

    expect(await heldOut('subject')).toEqual([]);
    expect((await heldOut('subject', { tier: 'gold' })).length).toBeGreaterThan(0);
  });
});

describe('a seed', () => {
  it.each(['holdouts', 'experiments'])('of %s is never changed, whoever asks', async table => {
    const [row] = await rowsOf<{ id: string }>(house.databaseUrl, `select id from ${table} limit 1`);

    await expect(
      rowsOf(house.databaseUrl, `update ${table} set seed = 'another' where id = $1`, [row?.id]),
    ).rejects.toThrow(/never changes/);
  });
});
