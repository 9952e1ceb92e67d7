import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExperiment as createExperimentCommand } from '../../packages/api/src/experiments/index.js';
import { defineLayer as defineLayerCommand } from '../../packages/api/src/layers/index.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { CREATE, createExperiment, defineMetric, make, recordExposures, verb } from '../support/make.js';
import { connectionTo, rowsOf } from '../support/rows.js';

let house: House;
let owner: Client;

const DEFINE = 'mutation ($input: DefineLayerInput!) { defineLayer(input: $input) { key version freeBp } }';
const ARCHIVE = 'mutation ($key: Key!) { archiveLayer(key: $key) { version archivedAt } }';
const AMEND = `mutation ($input: AmendExperimentInput!) {
  amendExperiment(input: $input) { version layerKey layerRange { fromBp toBp } }
}`;
const LAYER = `query ($key: Key!) {
  layer(key: $key) { freeBp ranges { experimentKey status fromBp toBp } }
}`;
const PLACE = `query ($key: Key!) {
  experiment(key: $key) { layerKey layerRange { fromBp toBp } phases { layerRange { fromBp toBp } } }
}`;

const range = (fromBp: number, toBp: number) => ({ fromBp, toBp });
const defineLayer = (key: string) => owner.ask(DEFINE, { input: { key, name: `The layer ${key}` } });
const layer = (key: string) =>
  owner.ask<{ freeBp: number; ranges: { experimentKey: string; status: string }[] }>(LAYER, { key });
const enter = (key: string, layerKey: string, layerRange?: ReturnType<typeof range>) =>
  createExperiment(owner, { key, layerKey, layerRange });
const refusedToEnter = (key: string, layerKey: string, layerRange?: ReturnType<typeof range>) =>
  owner.refusal(CREATE, { input: make.experiment({ key, layerKey, layerRange }) });

beforeAll(async () => {
  house = await openHouse();
  owner = await house.as('experimenter');
  await defineMetric(owner);
});

afterAll(() => house.close());

describe('a layer', () => {
  it('shows who has which of its ranges, and how much is free', async () => {
    expect(await defineLayer('shown')).toEqual({ key: 'shown', version: 1, freeBp: 10_000 });
    await enter('upper', 'shown', range(7_000, 9_000));
    await enter('lower', 'shown', range(0, 2_500));
    await verb(owner, 'start', 'lower');

    expect(await layer('shown')).toEqual({
      freeBp: 5_500,
      ranges: [
        { experimentKey: 'lower', status: 'RUNNING', fromBp: 0, toBp: 2_500 },
        { experimentKey: 'upper', status: 'DRAFT', fromBp: 7_000, toBp: 9_000 },
      ],
    });
  });

  it('gives the largest free stretch to whoever names none', async () => {
    await enter('between', 'shown');

    expect(await owner.ask(PLACE, { key: 'between' })).toEqual({
      layerKey: 'shown',
      layerRange: range(2_500, 7_000),
      phases: [],
    });
    expect(await refusedToEnter('late', 'shown', range(2_400, 2_600))).toMatchObject({
      code: 'RULE_VIOLATED',
      rule: 'layer-range-taken',
      current: { experimentKey: expect.any(String) as string },
    });
    await enter('last', 'shown');
    expect(await refusedToEnter('late', 'shown')).toMatchObject({ rule: 'layer-full' });
  });

  it('keeps the range of a draft that is amended, and frees it when the draft leaves', async () => {
    const amended = (version: number, layerKey: string | null) => {
      const { name, hypothesis, variants } = make.experiment();
      return owner.ask(AMEND, { input: { key: 'between', version, name, hypothesis, variants, layerKey } });
    };

    expect(await amended(1, 'shown')).toMatchObject({ layerKey: 'shown', layerRange: range(2_500, 7_000) });
    expect(await amended(2, null)).toEqual({ version: 3, layerKey: null, layerRange: null });
    expect((await layer('shown')).freeBp).toBe(4_500);
  });

  it.each(['archive', 'stop'])('gets back the range of an experiment by %s', async how => {
    await defineLayer(`until-${how}`);
    await enter(`first-until-${how}`, `until-${how}`);
    if (how === 'stop') {
      await verb(owner, 'start', `first-until-${how}`);
      await verb(owner, 'pause', `first-until-${how}`);
    }

    expect(await owner.refusal(ARCHIVE, { key: `until-${how}` })).toMatchObject({
      rule: 'layer-in-use',
      current: [`first-until-${how}`],
    });
    await verb(owner, how, `first-until-${how}`);

    expect(await layer(`until-${how}`)).toEqual({ freeBp: 10_000, ranges: [] });
    await enter(`second-until-${how}`, `until-${how}`, range(0, 10_000));
  });

  it('is put away when nobody is in it, and not entered since', async () => {
    await defineLayer('empty');

    expect(await owner.ask(ARCHIVE, { key: 'empty' })).toMatchObject({ version: 2 });
    expect(await refusedToEnter('too-late', 'empty')).toMatchObject({ rule: 'layer-archived' });
    expect(await refusedToEnter('nowhere', 'nothing')).toMatchObject({ rule: 'unknown-layer' });
    expect(
      await owner.ask('{ layers(filter: { isArchived: true, q: "layer em" }) { total items { key } } }'),
    ).toEqual({ total: 1, items: [{ key: 'empty' }] });
  });

  it('lists its experiments', async () => {
    expect(
      await owner.ask(
        '{ experiments(filter: { layerKey: "shown" }, sort: [{ field: KEY }]) { items { key } } }',
      ),
    ).toEqual({ items: [{ key: 'last' }, { key: 'lower' }, { key: 'upper' }] });
  });

  it('is read by whoever reads experiments, and defined by whoever makes them', async () => {
    const viewer = await house.as('viewer');
    const esp = await house.as('esp');

    expect(await viewer.ask('{ layer(key: "shown") { ranges { experimentKey } } }')).toBeTruthy();
    expect(await viewer.refusal(DEFINE, { input: { key: 'mine', name: 'Mine' } })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await esp.refusal('{ layer(key: "shown") { key } }')).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('keeps its seed, whoever asks', async () => {
    await expect(
      rowsOf(house.databaseUrl, `update layers set seed = 'another' where key = 'shown'`),
    ).rejects.toThrow(/never changes/);
  });
});

describe('a range of what runs', () => {
  const grow = `mutation ($input: OpenExperimentPhaseInput!) {
    openExperimentPhase(input: $input) { phases { number layerRange { fromBp toBp } } }
  }`;
  const input = (fromBp: number, toBp: number) => ({
    input: { key: 'running', reason: 'more recipients', layerRange: range(fromBp, toBp) },
  });

  it('grows with a new phase up to its neighbour, and never shrinks', async () => {
    await defineLayer('growing');
    await enter('running', 'growing', range(2_000, 4_000));
    await enter('neighbour', 'growing', range(6_000, 7_000));
    await verb(owner, 'start', 'running');

    expect(await owner.ask(grow, input(1_000, 6_000))).toEqual({
      phases: [
        { number: 1, layerRange: range(2_000, 4_000) },
        { number: 2, layerRange: range(1_000, 6_000) },
      ],
    });
    expect(await owner.refusal(grow, input(2_000, 6_000))).toMatchObject({
      rule: 'layer-range-shrinks',
      current: range(1_000, 6_000),
    });
    expect(await owner.refusal(grow, input(1_000, 6_001))).toMatchObject({
      rule: 'layer-range-taken',
      current: { experimentKey: 'neighbour', ...range(6_000, 7_000) },
    });
  });
});

describe('5,000 recipients', () => {
  const people = Array.from({ length: 5_000 }, (_none, index) => `customer-${index}@example.com`);
  const assigned = (experiment: string) =>
    owner.ask<{ reasons: string[]; variantKeys: (string | null)[] }>(
      `query ($experiment: Key!, $people: [String!]!) {
        assignments(experimentKey: $experiment, recipientKeys: $people) { reasons variantKeys }
      }`,
      { experiment, people },
    );
  /** Who gets which variant. */
  const inside = async (experiment: string): Promise<Map<string, string>> => {
    const { variantKeys } = await assigned(experiment);
    return new Map(people.flatMap((one, index) => (variantKeys[index] ? [[one, variantKeys[index]]] : [])));
  };
  /** Seeds that are the same in every run. */
  const seeded = (key: string) => ({ key, seed: `seed of ${key}` });
  const start = async (key: string, place: object = {}) => {
    const { change } = house.doors('experimenter');
    const design = { primaryMetric: 'ordered', method: 'FIXED' as const };
    await change(createExperimentCommand, { ...make.experiment(), design, ...seeded(key), ...place });
    await verb(owner, 'start', key);
  };

  beforeAll(async () => {
    const { change } = house.doors('experimenter');
    await change(defineLayerCommand, { ...seeded('lines'), name: 'Subject lines' });
    await start('short', { layerKey: 'lines', layerRange: range(0, 4_000) });
    await start('long', { layerKey: 'lines', layerRange: range(6_000, 10_000) });
    await start('beside');
  });

  it('are never in two experiments of one layer, and those between the ranges are in none', async () => {
    const short = await inside('short');
    const long = await inside('long');

    expect(people.filter(one => short.has(one) && long.has(one))).toEqual([]);
    expect(short.size / people.length).toBeCloseTo(0.4, 1);
    expect(long.size / people.length).toBeCloseTo(0.4, 1);
    expect(new Set((await assigned('short')).reasons)).toEqual(new Set(['ASSIGNED', 'EXCLUDED_BY_LAYER']));
    expect((await inside('beside')).size).toBe(people.length);
  });

  it('fall into variants by the seed of the experiment, whatever their place in the layer', async () => {
    const beside = await inside('beside');
    for (const experiment of ['short', 'long']) {
      const variants = await inside(experiment);
      const shares = [variants, new Map([...variants.keys()].map(one => [one, beside.get(one)]))].map(
        those => [...those.values()].filter(variant => variant === 'control').length / variants.size,
      );

      for (const share of shares) expect(Math.abs(share - 0.5)).toBeLessThan(0.05);
    }
  });

  it('who are in stay in, with their variants, when the range grows', async () => {
    const before = await inside('short');
    const long = await inside('long');

    await owner.ask(
      'mutation ($input: OpenExperimentPhaseInput!) { openExperimentPhase(input: $input) { key } }',
      {
        input: { key: 'short', reason: 'more recipients', layerRange: range(0, 6_000) },
      },
    );
    const after = await inside('short');

    expect([...before].filter(([one, variant]) => after.get(one) !== variant)).toEqual([]);
    expect(after.size / people.length).toBeCloseTo(0.6, 1);
    expect(await inside('long')).toEqual(long);
    expect(people.filter(one => after.has(one) === long.has(one))).toEqual([]);
  });

  it('are told why, and with which chance they got what they got', async () => {
    const long = await inside('long');
    const ask = (one: string | undefined) =>
      owner.ask(
        `query ($one: String!) { explainAssignment(experimentKey: "long", recipientKey: $one) {
          assignment { reason probability bucket } steps { test subjectKey outcome }
        } }`,
        { one },
      );

    expect(await ask(people.find(one => long.has(one)))).toEqual({
      assignment: { reason: 'ASSIGNED', probability: 0.2, bucket: expect.any(Number) as number },
      steps: [
        { test: 'EXPERIMENT', subjectKey: 'long', outcome: 'PASSED' },
        { test: 'STATUS', subjectKey: null, outcome: 'PASSED' },
        { test: 'LAYER', subjectKey: 'lines', outcome: 'PASSED' },
        { test: 'TARGETING', subjectKey: null, outcome: 'PASSED' },
        { test: 'ALLOCATION', subjectKey: expect.any(String) as string, outcome: 'PASSED' },
      ],
    });
    expect(await ask(people.find(one => !long.has(one)))).toMatchObject({
      assignment: { reason: 'EXCLUDED_BY_LAYER', probability: null, bucket: null },
      steps: [{}, {}, { test: 'LAYER', outcome: 'STOPPED' }, { outcome: 'NOT_REACHED' }, {}],
    });
  });

  it('have no exposure in an experiment that their layer keeps them from', async () => {
    const long = await inside('long');
    const exposure = (recipientKey = '') => ({
      experimentKey: 'long',
      recipientKey,
      occurredAt: new Date(Date.now() - 1),
    });

    expect(
      await recordExposures(owner, [
        exposure(people.find(one => long.has(one))),
        exposure(people.find(one => !long.has(one))),
      ]),
    ).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'NOT_ASSIGNED' }] });
  });
});

/** Holds the row of a layer, so that commands queue up for it; waits until so many do, and lets them go. */
async function allAtOnce<T>(key: string, commands: readonly (() => Promise<T>)[]) {
  const holder = await connectionTo(house.databaseUrl);
  try {
    await holder.query('begin');
    await holder.query('select from layers where key = $1 for update', [key]);
    const settled = Promise.allSettled(commands.map(command => command()));
    await eventually(async () => {
      const waiting = await rowsOf(
        house.databaseUrl,
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(waiting).toHaveLength(commands.length);
    });
    await holder.query('commit');
    return await settled;
  } finally {
    await holder.end();
  }
}

describe('two commands at once', () => {
  it('never get ranges that overlap: one is told of the other', async () => {
    await defineLayer('raced');
    const wishes = [range(0, 6_000), range(4_000, 10_000), range(5_000, 5_001), range(5_000, 5_500)];

    const settled = await allAtOnce(
      'raced',
      wishes.map((wish, index) => () => enter(`racer-${index}`, 'raced', wish)),
    );

    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of settled.filter(({ status }) => status === 'rejected')) {
      expect(String((one as PromiseRejectedResult).reason)).toContain('layer-range-taken');
    }
    expect((await layer('raced')).ranges).toHaveLength(1);
  });

  it('never put a layer away from under an experiment', async () => {
    await defineLayer('emptied');

    const settled = await allAtOnce('emptied', [
      () => owner.ask(ARCHIVE, { key: 'emptied' }),
      () => enter('settler', 'emptied'),
    ]);

    const [refused] = settled.filter(one => one.status === 'rejected').map(({ reason }) => String(reason));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(refused).toMatch(/layer-in-use|layer-archived/);
  });

  it('never let two experiments grow into one another', async () => {
    await defineLayer('pressed');
    for (const [key, from] of Object.entries({ left: 0, right: 9_000 })) {
      await enter(key, 'pressed', range(from, from + 1_000));
      await verb(owner, 'start', key);
    }
    const growTo = (key: string, fromBp: number, toBp: number) => () =>
      owner.ask(
        'mutation ($input: OpenExperimentPhaseInput!) { openExperimentPhase(input: $input) { key } }',
        { input: { key, reason: 'more recipients', layerRange: range(fromBp, toBp) } },
      );

    const settled = await allAtOnce('pressed', [growTo('left', 0, 6_000), growTo('right', 5_000, 10_000)]);

    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await layer('pressed')).freeBp).toBeGreaterThan(0);
  });
});
