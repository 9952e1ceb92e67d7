import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApiKey, newApiKey } from '../../packages/api/src/access/index.js';
import { type Application, openApplication } from '../../packages/api/src/application.js';
import { readConfig } from '../../packages/api/src/config.js';
import { doorsOf, operator } from '../../packages/api/src/doors.js';
import { createServer } from '../../packages/api/src/server.js';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { runningExperiment } from '../support/make.js';
import { type OwnPostgres, ownPostgres } from '../support/own-postgres.js';

let postgres: OwnPostgres;
let application: Application;
let server: Awaited<ReturnType<typeof createServer>>;
let url: string;

beforeAll(async () => {
  postgres = await ownPostgres();
  const { url: DATABASE_URL, dataDirectory: PROBITY_DATA_DIR } = postgres;
  const environment = { DATABASE_URL, PROBITY_DATA_DIR, PROBITY_PEPPER: 'a pepper of sixteen bytes' };
  application = await openApplication({ ...readConfig(environment), logLevel: 'silent' });
  server = await createServer(application);
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await server.close();
  await application.close();
  await postgres.remove();
});

async function keyOf(role: string): Promise<string> {
  const key = newApiKey(role, role);
  await doorsOf(application)(operator('test'), 'test').change(createApiKey, key);
  return key.secret;
}

interface Flag {
  readonly reason: string;
  readonly variant: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

async function flags(key: string, path = '', headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/ofrep/v1/evaluate/flags${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify({ context: { targetingKey: 'somebody' } }),
  });
  return { status: response.status, etag: response.headers.get('etag'), text: await response.text() };
}

it('while the database is away, clients of others are answered from the last plan, and those who ask us are told', async () => {
  const [administrator, esp, sdk] = [await keyOf('administrator'), await keyOf('esp'), await keyOf('sdk')];
  await runningExperiment(new Client(url, { authorization: `Bearer ${administrator}` }));
  const oneFlag = async () => JSON.parse((await flags(esp, '/subject-line')).text) as Flag;
  const payload = async () => (await fetch(`${url}/api/features/${sdk}`)).text();
  const [before, all, features] = [await oneFlag(), await flags(esp), await payload()];
  expect(before.reason).toBe('SPLIT');

  await postgres.stop();

  await eventually(async () => {
    const { reason, variant, metadata } = await oneFlag();
    expect({ reason, variant }).toEqual({ reason: 'STALE', variant: before.variant });
    expect(metadata).toEqual({ ...before.metadata, staleSeconds: expect.any(Number) as number });
  }, 15_000);
  const stale = await flags(esp, '', { 'if-none-match': all.etag ?? '' });
  expect([stale.status, stale.text.includes('"STALE"')]).toEqual([200, true]);
  expect((await flags(esp, '', { 'if-none-match': stale.etag ?? '' })).status).toBe(304);
  expect(await payload()).toBe(features);
}, 60_000);
