import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LogKeeper, keepLog, signingKeyOf } from '../../packages/api/src/audit/index.js';
import { checkpointFileName } from '../../packages/api/src/audit/checkpoint-directory.js';
import { isCheckpointDue } from '../../packages/api/src/audit/checkpoint.facts.js';
import { readCheckpoint } from '../../packages/api/src/audit/checkpoint.rules.js';
import { defineMetric } from '../../packages/api/src/metrics/index.js';
import { whenSequenced } from '../support/eventually.js';
import { type House, SIGNING_KEY, openHouse } from '../support/house.js';
import { rowsOf } from '../support/rows.js';

const EVERY_MS = 20;

interface Stored {
  readonly size: number;
  readonly text: string;
}

const storedIn = (url: string) =>
  rowsOf<Stored>(url, 'select size::integer as size, text from audit_checkpoints order by size');

const stored = (house: House) => storedIn(house.databaseUrl);

const define = (house: House, key: string) =>
  house
    .doors('administrator')
    .change(defineMetric, { key, name: 'Order rate', kind: 'PROPORTION', outcomeTypes: ['ordered'] });

const alertsOf = (house: House) =>
  rowsOf<{ subject_key: string; times: number }>(
    house.databaseUrl,
    `select subject_key, times from alerts where kind = 'CHECKPOINT_NOT_COPIED'`,
  );

async function withHouse(wishes: Parameters<typeof openHouse>[0], work: (house: House) => Promise<void>) {
  const house = await openHouse({ checkEveryMs: EVERY_MS, ...wishes });
  try {
    await work(house);
  } finally {
    await house.close();
  }
}

async function inDirectory(work: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'probity-checkpoints-'));
  try {
    await work(directory);
  } finally {
    await chmod(directory, 0o700);
    await rm(directory, { recursive: true });
  }
}

/** Waits until the log has a checkpoint of everything in it. */
const covered = (house: House, count: number) =>
  whenSequenced(async () => expect((await stored(house)).at(-1)?.size).toBe(count));

describe('a checkpoint', () => {
  it('is signed for the first entries at once, and for the next after ten seconds', () =>
    withHouse({}, async house => {
      await define(house, 'first');
      await covered(house, 1);
      await define(house, 'second');
      await whenSequenced(async () =>
        expect(await rowsOf(house.databaseUrl, 'select from audit_leaves')).toHaveLength(2),
      );
      house.advance(9_000);
      await define(house, 'third');
      await whenSequenced(async () =>
        expect(await rowsOf(house.databaseUrl, 'select from audit_leaves')).toHaveLength(3),
      );
      const early = (await stored(house)).map(({ size }) => size);

      house.advance(1_000);
      await covered(house, 3);

      expect(early).toEqual([1]);
      expect((await stored(house)).map(({ size }) => size)).toEqual([1, 3]);
    }));

  it.each([
    [1_000, 9_999, true],
    [999, 9_999, false],
    [1, 10_000, true],
    [1, 9_999, false],
  ])('is due after a thousand entries or ten seconds: %d entries, %d ms: %s', (entries, ms, isDue) => {
    const last = { size: 7, root: Buffer.alloc(32), text: '', at: new Date(0) };

    expect(isCheckpointDue(last, 7 + entries, new Date(ms))).toBe(isDue);
  });

  it('is signed and copied when the process ends, of everything that there is', () =>
    inDirectory(async directory => {
      const house = await openHouse({ checkEveryMs: 3_600_000 });
      await define(house, 'first');
      const keeper = new LogKeeper(house.application);
      await whenSequenced(async () => {
        await keeper.sequence();
        expect((await keeper.checkpoint(true)) ?? (await keeper.newest())).toMatchObject({ size: 1 });
      });
      const other = await openHouse({
        checkEveryMs: 3_600_000,
        beside: house,
        checkpointDirectory: directory,
      });
      await define(other, 'second');
      await whenSequenced(async () => {
        await keeper.sequence();
        expect(await rowsOf(house.databaseUrl, 'select from audit_leaves')).toHaveLength(2);
      });
      await other.close();

      const checkpoints = await stored(house);
      await house.close();

      expect(checkpoints.map(({ size }) => size)).toEqual([1, 2]);
      expect(await readFile(join(directory, 'latest'), 'utf8')).toBe(checkpoints[1]?.text);
      expect(readCheckpoint(checkpoints[1]?.text ?? '', SIGNING_KEY.publicKey)).toMatchObject({ size: 2 });
    }));

  it('is not signed where nothing is new', () =>
    withHouse({}, async house => {
      await define(house, 'first');
      await covered(house, 1);
      house.advance(60_000);
      const reader = house.application.database.reader;
      for (let pass = 0; pass < 3; pass += 1) await reader.query('select pg_sleep(0.05)');

      expect(await new LogKeeper(house.application).checkpoint(true)).toBeNull();
      expect(await stored(house)).toHaveLength(1);
    }));

  it('is verified with the key that /.well-known/jwks.json tells', () =>
    withHouse({}, async house => {
      await define(house, 'first');
      await covered(house, 1);

      const answer = await fetch(`${house.url}/.well-known/jwks.json`);
      const { keys } = (await answer.json()) as { keys: Record<string, string>[] };

      const publicKey = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
      expect(keys).toMatchObject([{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA' }]);
      expect(keys[0]?.kid).toMatch(/^[\w-]{43}$/);
      expect(JSON.stringify(keys)).not.toContain('"d"');
      expect(readCheckpoint((await stored(house))[0]?.text ?? '', publicKey)).toMatchObject({ size: 1 });
    }));
});

describe('a process with another key than the last checkpoint was signed with', () => {
  it('says so, once', () =>
    withHouse({}, async house => {
      await define(house, 'first');
      await covered(house, 1);
      const warnings: string[] = [];
      const log = { warn: (line: string) => warnings.push(line), info: () => {}, error: () => {} };
      const { application } = house;
      const signingKey = signingKeyOf(generateKeyPairSync('ed25519').privateKey, null);

      const [ours, theirs] = [application, { ...application, signingKey }].map(kept =>
        keepLog(kept, [], log, EVERY_MS),
      );
      await whenSequenced(async () => expect(warnings).not.toEqual([]));
      await Promise.all([ours?.close(), theirs?.close()]);

      expect(warnings).toEqual([expect.stringContaining('was not signed with this key') as string]);
    }));
});

describe('the copy in a directory', () => {
  it('is one file for each checkpoint that is never written again, and the newest as "latest"', () =>
    inDirectory(async directory => {
      await withHouse({ checkpointDirectory: directory }, async house => {
        await define(house, 'first');
        const copies = async () => (await readdir(directory)).toSorted();
        await whenSequenced(async () => expect(await copies()).toEqual([checkpointFileName(1), 'latest']));
        house.advance(10_000);
        await define(house, 'second');
        const both = [checkpointFileName(1), checkpointFileName(2), 'latest'];
        await whenSequenced(async () => expect(await copies()).toEqual(both));

        const [one, two] = await stored(house);
        const read = (name: string) => readFile(join(directory, name), 'utf8');
        expect(await read(checkpointFileName(1))).toBe(one?.text);
        expect(await read(checkpointFileName(2))).toBe(two?.text);
        await whenSequenced(async () => expect(await read('latest')).toBe(two?.text));
        expect((await stat(join(directory, checkpointFileName(1)))).mode & 0o222).toBe(0);
        expect(await alertsOf(house)).toEqual([]);
      });
    }));

  it('that cannot be written raises one alert, keeps nothing waiting, and is made up for', () =>
    inDirectory(async directory => {
      const blocked = join(directory, 'blocked');
      await writeFile(blocked, 'a file where a directory should be');
      await withHouse({ checkpointDirectory: blocked }, async house => {
        await define(house, 'first');
        await covered(house, 1);
        await whenSequenced(async () =>
          expect(await alertsOf(house)).toEqual([{ subject_key: blocked, times: 1 }]),
        );
        house.advance(10_000);
        await define(house, 'second');
        await covered(house, 2);

        await rm(blocked);

        await whenSequenced(async () => expect(await readdir(blocked)).toHaveLength(3));
        expect(await alertsOf(house)).toEqual([{ subject_key: blocked, times: 1 }]);
      });
    }));

  it('goes on after what is there, and does not take another past for its own', () =>
    inDirectory(async directory => {
      await withHouse({ checkpointDirectory: directory }, async house => {
        await define(house, 'first');
        await whenSequenced(async () => expect(await readdir(directory)).toContain('latest'));
      });
      const kept = await readFile(join(directory, checkpointFileName(1)), 'utf8');

      await withHouse({ checkpointDirectory: directory }, async house => {
        await define(house, 'another-first');
        await covered(house, 1);
        house.advance(10_000);
        await define(house, 'another-second');
        await whenSequenced(async () => expect(await readdir(directory)).toContain(checkpointFileName(2)));
        await rm(join(directory, 'latest'));
      });
      await withHouse({ checkpointDirectory: directory }, async house => {
        await define(house, 'third-first');
        await whenSequenced(async () => expect(await alertsOf(house)).toHaveLength(1));
      });

      expect(await readFile(join(directory, checkpointFileName(1)), 'utf8')).toBe(kept);
    }));

  it('that is ahead of the log says that the log was cut off', () =>
    inDirectory(async directory => {
      await withHouse({ checkpointDirectory: directory }, async house => {
        await define(house, 'first');
        await define(house, 'second');
        await whenSequenced(async () => expect(await readdir(directory)).toContain('latest'));
        house.advance(10_000);
        await whenSequenced(async () => expect(await readdir(directory)).toContain(checkpointFileName(2)));
      });

      await withHouse({ checkpointDirectory: directory }, async house => {
        await whenSequenced(async () => expect(await alertsOf(house)).toHaveLength(1));
      });
    }));
});

describe('the copy at an address', () => {
  interface Received {
    readonly method: string | undefined;
    readonly url: string | undefined;
    readonly type: string | undefined;
    readonly authorization: string | undefined;
    readonly body: string;
  }

  /** A receiver of the test's own. */
  async function receiving(
    status: () => number,
    work: (url: string, received: Received[]) => Promise<void>,
  ): Promise<void> {
    const received: Received[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          const { method, url, headers } = request;
          const { 'content-type': type, authorization } = headers;
          received.push({ method, url, type, authorization, body: Buffer.concat(chunks).toString() });
          // Whoever followed would be told that all is well.
          response.writeHead(url === '/elsewhere' ? 204 : status(), { location: '/elsewhere' }).end();
        });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    try {
      await work(`127.0.0.1:${(server.address() as AddressInfo).port}`, received);
    } finally {
      await new Promise(resolve => server.close(resolve));
    }
  }

  it('is put there as text, each once, with the credentials of the address', () =>
    receiving(
      () => 201,
      (address, received) =>
        withHouse({ checkpointUrl: `http://ada:s%40cret@${address}/log/{size}?a=b` }, async house => {
          await define(house, 'first');
          await whenSequenced(async () => expect(received).toHaveLength(1));
          house.advance(10_000);
          await define(house, 'second');
          await whenSequenced(async () => expect(received).toHaveLength(2));

          const [one, two] = await stored(house);
          const common = {
            method: 'PUT',
            type: 'text/plain; charset=utf-8',
            authorization: `Basic ${Buffer.from('ada:s@cret').toString('base64')}`,
          };
          expect(received).toEqual([
            { ...common, url: '/log/1?a=b', body: one?.text },
            { ...common, url: '/log/2?a=b', body: two?.text },
          ]);
        }),
    ));

  it.each([500, 307])(
    'that answers %d raises an alert without a secret, and gets what it missed',
    async status => {
      let answer = status;
      await receiving(
        () => answer,
        (address, received) =>
          withHouse({ checkpointUrl: `http://ada:secret@${address}/token` }, async house => {
            await define(house, 'first');
            await whenSequenced(async () =>
              expect(await alertsOf(house)).toEqual([{ subject_key: `http://${address}`, times: 1 }]),
            );
            house.advance(10_000);
            await define(house, 'second');
            await covered(house, 2);
            const before = received.length;

            answer = 204;

            const texts = (await stored(house)).map(({ text }) => text);
            await whenSequenced(async () =>
              expect(received.slice(before).map(({ body }) => body)).toEqual(expect.arrayContaining(texts)),
            );
          }),
      );
    },
  );

  it('where nobody answers keeps nothing waiting', () =>
    withHouse({ checkpointUrl: 'http://127.0.0.1:1/' }, async house => {
      await define(house, 'first');
      await whenSequenced(async () => expect(await alertsOf(house)).toHaveLength(1));
      house.advance(10_000);
      await define(house, 'second');

      await covered(house, 2);
    }));
});
