import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compilePlan } from './assignment/index.js';
import { sealingKey, writeSealed } from './kernel/sealed-file.js';
import { type Snapshot, SnapshotFile } from './snapshot.js';

const PEPPER = Buffer.from('a pepper of sixteen bytes');
const URL_OF = 'postgres://somebody:secret@db.example:5432/probity?sslmode=require';
const SNAPSHOT: Snapshot = {
  confirmedAt: new Date('2026-03-01T12:00:00.123Z'),
  sources: { experiments: [], holdouts: [], layers: [] },
  keys: [
    {
      id: '1',
      name: 'Sender',
      role: 'esp',
      secretHash: 'a',
      expiresAt: null,
      operations: null,
      markets: null,
      addresses: null,
      previousSecretHash: null,
      previousExpiresAt: null,
    },
    {
      id: '2',
      name: 'Model',
      role: 'model',
      secretHash: 'b',
      expiresAt: new Date('2026-04-01T00:00:00Z'),
      operations: ['assignment'],
      markets: ['DE'],
      addresses: ['10.0.0.0/8'],
      previousSecretHash: 'c',
      previousExpiresAt: new Date('2026-03-02T00:00:00Z'),
    },
  ],
};
const { version } = compilePlan(SNAPSHOT.sources);

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'probity-snapshot-'));
});

afterEach(() => rm(directory, { recursive: true }));

const fileOf = (url = URL_OF, pepper = PEPPER) => new SnapshotFile(join(directory, 'data'), pepper, url);

describe('a snapshot', () => {
  it('comes back as it was kept, the directory made for it', async () => {
    expect(await fileOf().read()).toBeNull();

    await fileOf().write(version, SNAPSHOT);

    expect(await fileOf().read()).toEqual(SNAPSHOT);
    expect(await readdir(join(directory, 'data'))).toEqual(['plan-snapshot.json']);
  });

  it('is found again by whoever reaches the same database in another way', async () => {
    await fileOf().write(version, SNAPSHOT);

    expect(await fileOf('postgres://another:word@db.example:5432/probity').read()).toEqual(SNAPSHOT);
  });

  it.each([
    ['postgres://somebody:secret@db.example:5432/other', 'it is of another database'],
    ['postgres://somebody:secret@other.example:5432/probity', 'it is of another database'],
    ['postgres://somebody:secret@db.example:5433/probity', 'it is of another database'],
  ])('is not that of %s', async (url, why) => {
    await fileOf().write(version, SNAPSHOT);

    await expect(fileOf(url).read()).rejects.toThrow(why);
  });

  it('is not believed where it knows nothing of what keys are limited to', async () => {
    const { path } = fileOf();
    await fileOf().write(version, SNAPSHOT);
    await writeSealed(path, {}, { key: sealingKey(PEPPER, 'plan snapshot'), format: 1 });

    await expect(fileOf().read()).rejects.toThrow('it is not of the format 2');
  });

  it('is not ours when another pepper signed it', async () => {
    await fileOf().write(version, SNAPSHOT);

    await expect(fileOf(URL_OF, Buffer.from('another pepper, as long')).read()).rejects.toThrow(
      'its signature is wrong',
    );
  });

  it.each<[string, string, Snapshot]>([
    ['that compiles to another plan', '0123456789abcdef', SNAPSHOT],
    [
      'that cannot be compiled',
      version,
      { ...SNAPSHOT, sources: { experiments: [{} as never], holdouts: [], layers: [] } },
    ],
  ])('is that of another Probity: one %s', async (_what, planVersion, kept) => {
    await fileOf().write(planVersion, kept);

    await expect(fileOf().read()).rejects.toThrow('it is of another Probity');
  });
});
