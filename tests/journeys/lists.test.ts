import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { createExperiment, defineMetric, verb } from '../support/make.js';

let house: House;
let client: Client;

/** Two of each name, so that names have ties. */
const KEYS = Array.from({ length: 24 }, (_one, index) => `listed-${String(index).padStart(2, '0')}`);

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('administrator');
  await defineMetric(client);
  for (const [index, key] of KEYS.entries()) {
    const market = index % 2 === 0 ? 'DE' : 'FR';
    await createExperiment(client, { key, name: `Name ${index >> 1}`, market, channel: 'email' });
    if (index < 3) await verb(client, 'start', key);
  }
  await createExperiment(client, { key: 'percent', name: '100% off', hypothesis: 'More is 100% better.' });
  await createExperiment(client, {
    key: 'underscore',
    name: 'snake_case',
    hypothesis: 'It is a "quote" \\ slash.',
  });
  await createExperiment(client, { key: 'external', name: 'Elsewhere', assignmentSource: 'EXTERNAL' });
});

afterAll(() => house.close());

interface Page {
  readonly total: number;
  readonly items: readonly { readonly key: string }[];
}

const LIST = `query ($filter: ExperimentFilter, $sort: [SortInput!], $page: Int, $perPage: Int) {
  experiments(filter: $filter, sort: $sort, page: $page, perPage: $perPage) { total items { key } }
}`;

const list = async (question: Record<string, unknown> = {}) => {
  const { total, items } = await client.ask<Page>(LIST, { perPage: 100, ...question });
  return { total, keys: items.map(({ key }) => key) };
};
const search = async (q: string) => (await list({ filter: { q }, sort: [{ field: 'KEY' }] })).keys;

describe('a list', () => {
  it('has 25 items a page unless asked otherwise, and says how many there are', async () => {
    const { total, items } = await client.ask<Page>('{ experiments { total items { key } } }');

    expect([total, items.length]).toEqual([27, 25]);
  });

  it('is empty after its last page', async () => {
    expect(await list({ page: 2 })).toEqual({ total: 27, keys: [] });
    expect(await list({ page: 1_000_000 })).toEqual({ total: 27, keys: [] });
  });

  it.each([1, 2, 5, 7, 26, 27])('shows everything once in pages of %i, whatever the ties', async perPage => {
    for (const sort of [[{ field: 'NAME' }], [{ field: 'STATUS', order: 'DESC' }], []]) {
      const whole = await list({ sort });
      const pages = [];
      for (let page = 1; page <= Math.ceil(27 / perPage); page += 1) {
        pages.push(...(await list({ sort, page, perPage })).keys);
      }

      expect(pages).toEqual(whole.keys);
      expect(new Set(pages).size).toBe(27);
    }
  });

  it.each(['KEY', 'NAME', 'STATUS', 'CREATED_AT', 'STARTED_AT'])('sorts by %s, both ways', async field => {
    const [up, down] = [
      await list({ sort: [{ field, order: 'ASC' }] }),
      await list({ sort: [{ field, order: 'DESC' }] }),
    ];

    expect(up.keys).toHaveLength(27);
    expect(up.keys).not.toEqual(down.keys);
    expect(up.keys.toSorted()).toEqual(down.keys.toSorted());
  });

  it('sorts by the first criterion, and by the second where the first has ties', async () => {
    const { keys } = await list({
      filter: { q: 'Name 1' },
      sort: [
        { field: 'NAME', order: 'DESC' },
        { field: 'KEY', order: 'DESC' },
      ],
    });

    expect(keys).toEqual(['listed-23', 'listed-22', 'listed-21', 'listed-20', 'listed-03', 'listed-02']);
  });
});

describe('a search', () => {
  it.each([
    ['100%', ['percent']],
    ['%', ['percent']],
    ['_', ['underscore']],
    ['e_c', ['underscore']],
    ['\\', ['underscore']],
    ['"quote"', ['underscore']],
    ["'", []],
    ["' or 1=1 --", []],
    ['SNAKE', ['underscore']],
    ['listed-0_', []],
    ['listed-07', ['listed-07']],
    ['better', ['percent']],
    ['nothing of the kind', []],
  ])('for %j finds %j', async (q, keys) => {
    expect(await search(q)).toEqual(keys);
  });

  it('for nothing finds everything', async () => {
    expect(await search('')).toHaveLength(27);
  });
});

describe('a filter', () => {
  it.each<[Record<string, unknown>, number]>([
    [{ status: ['RUNNING'] }, 3],
    [{ status: ['RUNNING', 'DRAFT'] }, 27],
    [{ status: ['ARCHIVED'] }, 0],
    [{ market: 'DE' }, 12],
    [{ market: 'DE', status: ['RUNNING'] }, 2],
    [{ channel: 'email' }, 24],
    [{ channel: 'sms' }, 0],
    [{ assignmentSource: 'EXTERNAL' }, 1],
    [{ keys: ['percent', 'external', 'not-there'] }, 2],
    [{ keys: [] }, 0],
    [{ q: 'listed', market: 'FR' }, 12],
    [{}, 27],
    [{ q: null, status: null, market: null, keys: null }, 27],
  ])('%j leaves %i', async (filter, total) => {
    const found = await list({ filter });

    expect([found.total, found.keys.length]).toEqual([total, total]);
  });

  it('of metrics knows kinds and those that are retired', async () => {
    await defineMetric(client, { key: 'old', kind: 'MEAN' });
    await client.ask('mutation { retireMetric(key: "old") { key } }');
    const keysOf = async (filter: string) =>
      (
        await client.ask<Page>(
          `{ metrics(filter: ${filter}, sort: [{ field: KEY }]) { total items { key } } }`,
        )
      ).items.map(({ key }) => key);

    expect(await keysOf('{ retired: true }')).toEqual(['old']);
    expect(await keysOf('{ retired: false }')).toEqual(['ordered']);
    expect(await keysOf('{ kind: MEAN }')).toEqual(['old']);
    expect(await keysOf('{ keys: ["ordered", "old"] }')).toEqual(['old', 'ordered']);
    expect(await keysOf('{ q: "Order" }')).toEqual(['old', 'ordered']);
  });
});

describe('the audit log', () => {
  const entries = (filter: string, more = '') =>
    client.ask<{ total: number; items: { id: string; at: string; action: string; subjectKey: string }[] }>(
      `{ auditEntries(filter: ${filter}, perPage: 100 ${more}) { total items { id at action subjectKey } } }`,
    );

  it('is read newest first', async () => {
    const ids = (await entries('{}')).items.map(({ id }) => Number(id));

    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  });

  it.each([
    ['{ action: "experiment.start" }', 3],
    ['{ action: ".st" }', 3],
    ['{ action: "%" }', 0],
    ['{ subjectType: "Experiment", subjectKey: "listed-00" }', 2],
    ['{ subjectKey: "listed-0" }', 0],
    ['{ actorName: "ADMINISTRATOR of", action: "experiment.create" }', 27],
    ['{ from: "2100-01-01T00:00:00Z" }', 0],
    ['{ to: "2000-01-01T00:00:00Z" }', 0],
  ])('is filtered by %s', async (filter, total) => {
    expect((await entries(filter)).total).toBe(total);
  });

  it('is read from an instant on, and up to one, half-open', async () => {
    const { items } = await entries('{ subjectKey: "listed-01" }', ', sort: [{ field: AT }]');
    const [created, started] = items.map(({ at }) => at);
    const between = (from?: string, to?: string) =>
      entries(`{ subjectKey: "listed-01" ${from ? `, from: "${from}"` : ''} ${to ? `, to: "${to}"` : ''} }`);

    expect((await between(created, started)).items.map(({ action }) => action)).toEqual([
      'experiment.create',
    ]);
    expect((await between(started)).items.map(({ action }) => action)).toEqual(['experiment.start']);
    expect((await between(undefined, created)).items).toEqual([]);
  });
});
