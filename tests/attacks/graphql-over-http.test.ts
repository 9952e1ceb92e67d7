import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.js';

let house: House;
let authorization: string;

beforeAll(async () => {
  house = await openHouse();
  authorization = `Bearer ${(await house.key('administrator')).secret}`;
});

afterAll(() => house.close());

const audits = serverAudits({
  url: () => `${house.url}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), authorization } }),
});

describe('GraphQL over HTTP, as its working group audits it, for who may read the schema', () => {
  it('is audited by 61 questions', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id $name', async ({ fn }) => {
    expect(await fn()).toMatchObject({ status: 'ok' });
  });
});
