import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey, newApiKey } from '../../packages/api/src/access/index.js';
import { doorsOf, operator } from '../../packages/api/src/doors.js';
import { experiments } from '../../packages/api/src/experiments/experiment.queries.js';
import { buildProbitySchema } from '../../packages/api/src/schema.js';
import { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { defineMetric, make, recordExposures, verb } from '../support/make.js';
import { rowsOf } from '../support/rows.js';

/** One experiment and one holdout in a market of one's own, in another, and in none; those of the other are hidden. */
const PLACES = { 'in-own': 'DE', 'in-other': 'FR', 'in-none': null } as const;
/** As long as the key of what is hidden, so that answers can be compared byte by byte. */
const NOT_THERE = 'no-where';

let house: House;
let owner: Client;
/** Limited to DE. */
let own: Record<'experimenter' | 'viewer' | 'model' | 'sdk', Client & { secret: string }>;

const CREATE = 'mutation ($input: CreateExperimentInput!) { createExperiment(input: $input) { key } }';
const AMEND = 'mutation ($input: AmendExperimentInput!) { amendExperiment(input: $input) { key market } }';
const OPEN = 'mutation ($input: OpenHoldoutInput!) { openHoldout(input: $input) { key market } }';
const TAKEN_RANGE = { fromBp: 0, toBp: 1000 };

const holdout = (key: string, overrides: Record<string, unknown>) => ({
  key,
  name: key,
  // Large, so that some of two hundred recipients are held out for certain.
  sizeBp: 2000,
  listSize: 100_000,
  baseRate: 0.02,
  ...overrides,
});

async function limitedTo(markets: readonly string[], role: string): Promise<Client & { secret: string }> {
  const key = newApiKey(`${role} of ${markets.join()}`, role, null, { markets: [...markets] });
  const { change } = doorsOf(house.application)(operator('test'), 'test');
  await change(createApiKey, key);
  const client = new Client(house.url, { authorization: `Bearer ${key.secret}` });
  return Object.assign(client, { secret: key.secret });
}

beforeAll(async () => {
  house = await openHouse();
  owner = await house.as('administrator');
  await defineMetric(owner);
  await owner.ask('mutation { defineLayer(input: { key: "shared", name: "Shared" }) { key } }');
  const scopes = { DE: { scope: 'MARKET', market: 'DE' }, FR: { scope: 'MARKET', market: 'FR' } };
  for (const [key, market] of Object.entries(PLACES)) {
    await owner.ask(CREATE, { input: make.experiment({ key, market }) });
    await verb(owner, 'start', key);
    await owner.ask(CREATE, { input: make.experiment({ key: `draft-${key}`, market }) });
    await owner.ask(OPEN, {
      input: holdout(key, market ? scopes[market] : { scope: 'CHANNEL', channel: 'letter' }),
    });
  }
  await owner.ask(OPEN, {
    input: holdout('from-named', { scope: 'EXPERIMENTS', experimentKeys: ['in-own', 'in-other'] }),
  });
  await owner.ask(CREATE, {
    input: make.experiment({ key: 'layered', market: 'FR', layerKey: 'shared', layerRange: TAKEN_RANGE }),
  });
  const roles = ['experimenter', 'viewer', 'model', 'sdk'] as const;
  const clients = await Promise.all(roles.map(role => limitedTo(['DE'], role)));
  own = Object.fromEntries(roles.map((role, index) => [role, clients[index]])) as typeof own;
});

afterAll(() => house.close());

const bytes = async (client: Client, query: string, variables: Record<string, unknown>) => {
  const response = await client.post(JSON.stringify({ query, variables }));
  return `${response.status} ${await response.text()}`;
};
/** The whole answers, the key that was named put out of them. */
async function answers(client: Client, query: string, variablesOf: (key: string) => Record<string, unknown>) {
  const asked = async (key: string) =>
    (await bytes(client, query, variablesOf(key))).replaceAll(key, '<key>');
  return { hidden: await asked('in-other'), missing: await asked(NOT_THERE) };
}

const denials = (action: string): Promise<{ subject_key: string }[]> =>
  rowsOf(
    house.databaseUrl,
    `select subject_key from audit_entries where action = $1 and outcome = 'DENIED' order by id`,
    [`${action}.denied`],
  );

/** Every command on one experiment or holdout, by its name; what is made new is tested below. */
const COMMANDS: Readonly<Record<string, readonly [string, (key: string) => Record<string, unknown>]>> = {
  ...Object.fromEntries(
    ['start', 'pause', 'resume', 'stop', 'archive'].map(name => [
      `experiment.${name}`,
      [`mutation ($key: Key!) { it: ${name}Experiment(key: $key) { key } }`, (key: string) => ({ key })],
    ]),
  ),
  'experiment.amend': [AMEND, key => ({ input: make.experiment({ key, market: 'DE', version: 1 }) })],
  'experiment.openPhase': [
    'mutation ($input: OpenExperimentPhaseInput!) { openExperimentPhase(input: $input) { key } }',
    key => ({ input: { key, reason: 'Because', allocationBp: 5000 } }),
  ],
  'experiment.decide': [
    'mutation ($input: DecideExperimentInput!) { decideExperiment(input: $input) { key } }',
    key => ({ input: { key, outcome: 'INCONCLUSIVE', rationale: 'Because' } }),
  ],
  'holdout.resize': [
    'mutation ($input: ResizeHoldoutInput!) { resizeHoldout(input: $input) { key } }',
    key => ({ input: { key, sizeBp: 600, reason: 'Because' } }),
  ],
  'holdout.freeze': ['mutation ($key: Key!) { freezeHoldout(key: $key) { key } }', key => ({ key })],
  'holdout.close': ['mutation ($key: Key!) { closeHoldout(key: $key) { key } }', key => ({ key })],
};

const QUERIES: Readonly<Record<string, string>> = {
  experiment: 'query ($key: Key!) { experiment(key: $key) { key } }',
  holdout: 'query ($key: Key!) { holdout(key: $key) { key } }',
  results: 'query ($key: Key!) { experimentResults(key: $key) { status } }',
  assignment:
    'query ($key: Key!) { assignment(experimentKey: $key, recipientKey: "r") { reason variantKey bucket planVersion } }',
  assignments:
    'query ($key: Key!) { assignments(experimentKey: $key, recipientKeys: ["r", "s"]) { reasons } }',
  explanation:
    'query ($key: Key!) { explainAssignment(experimentKey: $key, recipientKey: "r") { steps { test outcome detail } } }',
  exposures: `mutation ($key: Key!) { recordExposures(input: [
    { experimentKey: $key, recipientKey: "r", variantKey: "control", occurredAt: "2026-01-01T00:00:00Z" }
  ]) { accepted rejected { code message } } }`,
};

describe('what is of another market', () => {
  it('has a line in this test for every command that there is on an experiment or a holdout', () => {
    const fields = Object.values(buildProbitySchema().getMutationType()?.getFields() ?? {});
    const commands = fields
      .map(({ extensions }) => String(extensions.command))
      .filter(name => /^(experiment|holdout)\./.test(name) && !/\.(create|open)$/.test(name));

    expect(Object.keys(COMMANDS).toSorted()).toEqual(commands.toSorted());
  });

  it.each(Object.entries(COMMANDS))(
    'answers %s as if it were not there, and records who tried',
    async (name, of) => {
      const { hidden, missing } = await answers(own.experimenter, ...of);

      expect(hidden).toBe(missing);
      expect(hidden).toContain('"code":"NOT_FOUND"');
      expect(await denials(name)).toEqual([{ subject_key: 'in-other' }]);
    },
  );

  it('is not told of by the version that somebody claims to have seen', async () => {
    const stale = (key: string) => ({ key, version: 99 });
    const query =
      'mutation ($key: Key!, $version: Int) { pauseExperiment(key: $key, version: $version) { key } }';

    const { hidden, missing } = await answers(own.experimenter, query, stale);

    expect(hidden).toBe(missing);
  });

  it.each(Object.entries(QUERIES))('is answered to %s as if it were not there', async (_name, query) => {
    const { hidden, missing } = await answers(own.experimenter, query, key => ({ key }));

    expect(hidden).toBe(missing);
    expect(hidden).not.toBe((await answers(owner, query, key => ({ key }))).hidden);
  });

  it('looks the same to a role that may not even try: forbidden, both of it', async () => {
    const [query, of] = COMMANDS['experiment.pause'] ?? ['', () => ({})];
    for (const client of [own.viewer, own.model]) {
      const { hidden, missing } = await answers(client, query, of);

      expect(hidden).toBe(missing);
      expect(hidden).toContain('"code":"FORBIDDEN"');
    }
  });
});

describe('a list', () => {
  const keysOf = (page: { items: { key: string }[]; total: number }) => page.items.map(({ key }) => key);

  it.each(['experiments', 'holdouts'])(
    'of %s has what is of the market and what is of none, and counts no others',
    async list => {
      const query = `{ ${list}(perPage: 100, sort: [{ field: KEY }]) { items { key } total } }`;
      const all = await owner.ask<{ items: { key: string }[]; total: number }>(query);
      const seen = await own.viewer.ask<{ items: { key: string }[]; total: number }>(query);

      expect(keysOf(seen)).toEqual(keysOf(all).filter(key => !/other|layered/.test(key)));
      expect(seen.total).toBe(seen.items.length);
      expect(all.total).toBeGreaterThan(seen.total);
    },
  );

  it('finds nothing more by searching for it', async () => {
    for (const filter of ['q: "other"', 'keys: ["in-other"]', 'market: "FR"']) {
      const query = `{ experiments(filter: { ${filter} }) { total } }`;

      expect(await own.viewer.ask(query)).toEqual({ total: 0 });
      expect(await owner.ask(query)).not.toEqual({ total: 0 });
    }
  });

  it('of alerts has those of the market and of none', async () => {
    const exposures = Array.from({ length: 200 }, (_none, index) => ({
      recipientKey: `recipient ${index}`,
      variantKey: 'control',
      occurredAt: new Date().toISOString(),
    }));
    for (const experimentKey of ['in-own', 'in-other']) {
      await recordExposures(
        owner,
        exposures.map(one => ({ ...one, experimentKey })),
      );
    }
    const query = '{ alerts { items { subjectKey market } } }';
    const subjects = async (client: Client) =>
      (await client.ask<{ items: { subjectKey: string }[] }>(query)).items.map(
        ({ subjectKey }) => subjectKey,
      );

    expect(await subjects(owner)).toContain('in-other');
    expect(await subjects(own.viewer)).not.toContain('in-other');
    expect(await subjects(own.viewer)).toContain('in-own');
  });

  it('of the ranges of a layer leaves out others, and counts what is free as it is', async () => {
    const query = '{ layer(key: "shared") { freeBp ranges { experimentKey } } }';

    expect(await owner.ask(query)).toEqual({ freeBp: 9000, ranges: [{ experimentKey: 'layered' }] });
    expect(await own.viewer.ask(query)).toEqual({ freeBp: 9000, ranges: [] });
  });

  it('of the experiments that a holdout names leaves out others', async () => {
    const query = '{ holdout(key: "from-named") { experimentKeys } }';

    expect(await owner.ask(query)).toEqual({ experimentKeys: ['in-own', 'in-other'] });
    expect(await own.viewer.ask(query)).toEqual({ experimentKeys: ['in-own'] });
  });
});

describe('what is of no market', () => {
  it.each(Object.entries(COMMANDS))('is read, and refused to %s', async (_name, [query, of]) => {
    expect(await own.experimenter.refusal(query, of('in-none'))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is read and asked for', async () => {
    expect(await own.viewer.ask(QUERIES.experiment ?? '', { key: 'in-none' })).toEqual({ key: 'in-none' });
    const { reasons } = await own.model.ask<{ reasons: string[] }>(QUERIES.assignments ?? '', {
      key: 'in-none',
    });

    expect(reasons).not.toContain('NO_SUCH_EXPERIMENT');
  });
});

describe('what is of the market', () => {
  it('is changed as by anybody', async () => {
    await own.experimenter.ask(CREATE, { input: make.experiment({ key: 'mine', market: 'DE' }) });

    expect(await verb(own.experimenter, 'start', 'mine')).toMatchObject({ status: 'RUNNING' });
    expect(
      await own.experimenter.ask(OPEN, { input: holdout('mine', { scope: 'MARKET', market: 'DE' }) }),
    ).toEqual({ key: 'mine', market: 'DE' });
  });

  it.each(['FR', null, 'de', ''])('cannot be moved to %j', async market => {
    const input = make.experiment({ key: 'draft-in-own', market, version: 1 });
    const before = await rowsOf(house.databaseUrl, `select * from experiments where key = 'draft-in-own'`);

    expect(await own.experimenter.refusal(AMEND, { input })).toMatchObject({
      code: 'FORBIDDEN',
      action: 'experiment.amend',
    });
    expect(await rowsOf(house.databaseUrl, `select * from experiments where key = 'draft-in-own'`)).toEqual(
      before,
    );
    expect((await denials('experiment.amend')).at(-1)).toEqual({ subject_key: 'draft-in-own' });
  });

  it.each(['FR', null])('cannot be made in %j, and the attempt is recorded', async market => {
    const input = make.experiment({ key: `made-in-${market}`.toLowerCase(), market });

    expect(await own.experimenter.refusal(CREATE, { input })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await rowsOf(house.databaseUrl, 'select 1 from experiments where key = $1', [input.key])).toEqual(
      [],
    );
    expect((await denials('experiment.create')).at(-1)).toEqual({ subject_key: input.key });
  });

  it.each([
    { scope: 'GLOBAL' },
    { scope: 'CHANNEL', channel: 'email' },
    { scope: 'MARKET', market: 'FR' },
    { scope: 'EXPERIMENTS', experimentKeys: ['in-own'] },
  ])('is all that a holdout can be opened for: not %j', async scope => {
    expect(await own.experimenter.refusal(OPEN, { input: holdout('wider', scope) })).toMatchObject({
      code: 'FORBIDDEN',
      action: 'holdout.open',
    });
  });

  it('is not told of others by what a command depends on', async () => {
    const naming = (key: string) => ({
      input: holdout('naming', { scope: 'EXPERIMENTS', experimentKeys: [key] }),
    });
    const { hidden, missing } = await answers(own.experimenter, OPEN, naming);
    const taken = await own.experimenter.refusal(CREATE, {
      input: make.experiment({ key: 'beside', market: 'DE', layerKey: 'shared', layerRange: TAKEN_RANGE }),
    });

    expect(hidden).toBe(missing);
    expect(taken).toMatchObject({ rule: 'layer-range-taken', current: { experimentKey: null, fromBp: 0 } });
    expect(JSON.stringify(taken)).not.toContain('layered');
  });

  it.each([
    ['retireMetric', 'mutation { retireMetric(key: "ordered") { key } }'],
    ['archiveLayer', 'mutation { archiveLayer(key: "shared") { key } }'],
    ['auditEntries', '{ auditEntries { total } }'],
  ])('gives nothing that is everybody\u2019s: %s', async (_name, query) => {
    expect(await own.experimenter.refusal(query)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a machine of a market', () => {
  it('is assigned by what is of its market and of none, the same as everybody', async () => {
    for (const key of ['in-own', 'in-none']) {
      const asked = [QUERIES.assignment ?? '', { key }] as const;

      expect(await own.model.ask(...asked)).toEqual(await owner.ask(...asked));
    }
    expect(await own.model.ask(QUERIES.assignment ?? '', { key: 'in-other' })).toMatchObject({
      reason: 'NO_SUCH_EXPERIMENT',
      variantKey: null,
    });
  });

  it('is told by OFREP of no others, by name or in all', async () => {
    const post = (path: string) =>
      fetch(`${house.url}/ofrep/v1/evaluate/flags${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${own.model.secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ context: { targetingKey: 'r' } }),
      });
    const [hidden, missing] = [await post('/in-other'), await post('/no-where')];
    const { flags } = (await (await post('')).json()) as { flags: { key: string }[] };

    expect([hidden.status, (await hidden.text()).replaceAll('in-other', '')]).toEqual([
      missing.status,
      (await missing.text()).replaceAll('no-where', ''),
    ]);
    expect(flags.map(({ key }) => key)).toContain('in-none');
    expect(flags.map(({ key }) => key)).not.toContain('in-other');
  });

  it('reads a payload without others', async () => {
    const response = await fetch(`${house.url}/api/features/${own.sdk.secret}`);
    const { features } = (await response.json()) as { features: Record<string, unknown> };

    expect(Object.keys(features)).toEqual(expect.arrayContaining(['in-own', 'in-none']));
    // What keeps recipients from an experiment of every market is part of that experiment.
    expect(Object.keys(features).filter(key => key.includes('other'))).toEqual(['$holdout:in-other:market']);
  });

  it('records exposures of its market and of none, and no others', async () => {
    const claims = ['in-own', 'in-other', 'in-none'].map(experimentKey => ({
      experimentKey,
      recipientKey: 'somebody',
      occurredAt: new Date().toISOString(),
    }));

    const { rejected } = await recordExposures(own.model, claims);

    expect(rejected.filter(({ code }) => code === 'NO_SUCH_EXPERIMENT')).toEqual([
      expect.objectContaining({ index: 1 }),
    ]);
    expect(
      await rowsOf(
        house.databaseUrl,
        `select key from exposures join experiments on experiments.id = experiment_id
         where key = 'in-other' and recipient_id = (select recipient_id from exposures
           join experiments on experiments.id = experiment_id where key = 'in-none' order by received_at desc limit 1)`,
      ),
    ).toEqual([]);
  });

  it('asks who is held out in its own market, and is not answered for another', async () => {
    const query = `query ($market: String) {
      holdoutStatus(recipientKey: "r", market: $market) { isHeldOut holdouts { holdoutKey } }
    }`;
    const named = async (client: Client, market: string | null) =>
      (await client.ask<{ holdouts: { holdoutKey: string }[] }>(query, { market })).holdouts.map(
        ({ holdoutKey }) => holdoutKey,
      );

    expect(await named(own.model, 'DE')).toEqual(expect.arrayContaining(['in-own', 'in-none']));
    expect(await named(own.model, null)).not.toContain('in-other');
    expect(await named(owner, null)).toContain('in-other');
    for (const market of ['FR', 'XX']) {
      expect(await own.model.refusal(query, { market })).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('is told that a recipient is held out, whoever does it, and not by whom', async () => {
    const query = (key: string) =>
      `{ holdoutStatus(recipientKey: "${key}", channel: "email") { isHeldOut holdoutKey } }`;
    const asked = await Promise.all(
      Array.from({ length: 200 }, async (_none, index) => ({
        limited: await own.model.ask<{ isHeldOut: boolean; holdoutKey: string | null }>(query(`${index}`)),
        whole: await owner.ask<{ isHeldOut: boolean; holdoutKey: string | null }>(query(`${index}`)),
      })),
    );
    const byOther = asked.filter(({ whole }) => whole.holdoutKey === 'in-other');

    expect(asked.filter(({ limited, whole }) => limited.isHeldOut !== whole.isHeldOut)).toEqual([]);
    expect(byOther.length).toBeGreaterThan(0);
    expect(byOther.filter(({ limited }) => limited.holdoutKey !== null)).toEqual([]);
  });
});

describe('a person in no market at all', () => {
  it('reads what is of none', async () => {
    const nowhere = doorsOf(house.application)(
      { type: 'USER', id: 'nowhere', name: 'Ada', roles: ['administrator'], markets: [] },
      'test',
    );
    const { items } = await experiments(nowhere.look, {}, {});

    expect(new Set(items.map(({ market }) => market))).toEqual(new Set([null]));
  });
});
