import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../packages/api/src/config.js';
import { type Application, openApplication } from '../../packages/api/src/application.js';
import { createApiKey, newApiKey } from '../../packages/api/src/access/index.js';
import { doorsOf, operator } from '../../packages/api/src/doors.js';
import { type EmbeddedServer, startEmbedded } from '../../packages/api/src/postgres/index.js';
import { createServer } from '../../packages/api/src/server.js';
import { Client } from '../support/client.js';

const OPERATIONS = [
  '{ experiments { total } }',
  'mutation { defineMetric(input: { key: "m", name: "M", kind: PROPORTION, outcomeTypes: ["a"] }) { key } }',
  `mutation { recordOutcomes(input: [{ id: "1", recipientKey: "r", type: "ordered",
     occurredAt: "2026-01-01T00:00:00Z" }]) { accepted } }`,
];

interface Stopping {
  readonly client: Client;
  readonly application: Application;
  stopDatabase(): Promise<void>;
  close(): Promise<void>;
}

let stopping: Stopping;

beforeAll(async () => {
  stopping = await openOnOwnDatabase();
  for (const query of OPERATIONS) expect((await stopping.client.answer(query)).errors).toBeUndefined();
  await stopping.stopDatabase();
});

afterAll(() => stopping.close());

/** A Probity whose PostgreSQL can be stopped without stopping anybody else's. */
async function openOnOwnDatabase(): Promise<Stopping> {
  const directory = await mkdtemp(join(tmpdir(), 'probity-stopped-'));
  const postgres: EmbeddedServer = await startEmbedded(directory);
  const config = {
    ...readConfig({ DATABASE_URL: postgres.url, PROBITY_PEPPER: 'a pepper of sixteen bytes' }),
  };
  const application = await openApplication({ ...config, logLevel: 'silent' });
  const server = await createServer(application);
  const key = newApiKey('stopping', 'administrator');
  await doorsOf(application)(operator('test'), 'test').change(createApiKey, key);
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    client: new Client(url, { authorization: `Bearer ${key.secret}` }),
    application,
    stopDatabase: () => postgres.stop(),
    close: async () => {
      await server.close();
      await application.close();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

describe('a stopped database', () => {
  it('is answered with 503 and when to come back, to whoever asks for more than the plan', async () => {
    for (const query of OPERATIONS) {
      const response = await stopping.client.post(JSON.stringify({ query }));

      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(await response.json()).toMatchObject({
        errors: [
          {
            message: 'the database cannot be reached; nothing was written',
            extensions: { code: 'UNAVAILABLE', retryAfterSeconds: 1 },
          },
        ],
      });
    }
  });

  it('makes the process not ready, and leaves it alive', async () => {
    const [ready, alive] = await Promise.all(
      ['readyz', 'livez'].map(path => fetch(`${stopping.client.url}/${path}`)),
    );

    expect([ready?.status, alive?.status]).toEqual([503, 200]);
  });
});
