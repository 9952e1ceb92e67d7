import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { recordOutcomes, runningExperiment } from '../support/make.js';
import { ownPostgres } from '../support/own-postgres.js';
import { type Running, probity, startProbity } from './probity.js';

const ASK =
  '{ assignment(experimentKey: "subject-line", recipientKey: "somebody") { variantKey staleSeconds } }';

/** Where a server that was started says that it listens. */
const urlOf = (running: Running): Promise<string> =>
  vi.waitFor(
    () => {
      const { output, errors } = running.soFar();
      const url = /runs at\s+(http:\S+)\n[^]*To stop/.exec(output)?.[1];
      expect(url, errors).toBeDefined();
      return url ?? '';
    },
    { timeout: 60_000, interval: 20 },
  );

it('a server that is started while its database is away serves assignments, says so, and goes over by itself', async () => {
  const postgres = await ownPostgres();
  onTestFinished(() => postgres.remove());
  const environment = {
    DATABASE_URL: postgres.url,
    PROBITY_DATA_DIR: postgres.dataDirectory,
    PROBITY_DEMO: '0',
    LOG_LEVEL: 'warn',
  };
  const first = startProbity(['serve', '--port', '0'], environment);
  const firstUrl = await urlOf(first);
  const made = await probity(
    ['keys', 'create', '--name', 'all', '--role', 'administrator', '--json'],
    environment,
  );
  const { key } = JSON.parse(made.output) as { key: string };
  const clientAt = (url: string) => new Client(url, { authorization: `Bearer ${key}` });
  await runningExperiment(clientAt(firstUrl));
  const before = await clientAt(firstUrl).ask(ASK);
  await eventually(async () => {
    const kept = await readFile(join(postgres.dataDirectory, 'plan-snapshot.json'), 'utf8');
    for (const name of ['"all"', '"subject-line"']) expect(kept).toContain(name);
  });
  first.process.kill('SIGTERM');
  expect((await first.finished()).status).toBe(0);
  await postgres.stop();

  const second = startProbity(['serve', '--port', '0'], environment);
  const client = clientAt(await urlOf(second));

  expect(second.soFar().output).toContain('cannot be reached: assignments are served from a plan of 20');
  expect(await client.ask(ASK)).toEqual({ ...(before as object), staleSeconds: expect.any(Number) });
  const other = await probity(['keys', 'list'], environment);
  expect([other.status, other.errors]).toEqual([
    75,
    expect.stringContaining('the database cannot be reached'),
  ]);

  await postgres.start();

  await eventually(async () => expect(await client.ask(ASK)).toEqual(before), 15_000);
  const fact = { id: '1', recipientKey: 'r', type: 'ordered', occurredAt: new Date().toISOString() };
  expect(await recordOutcomes(client, [fact])).toMatchObject({ accepted: 1 });
  second.process.kill('SIGTERM');
  expect((await second.finished()).status).toBe(0);
});
