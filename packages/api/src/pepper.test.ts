import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pepperIn } from './pepper.js';

async function inDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'probity-pepper-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

describe('the pepper', () => {
  it('is made once and kept, for nobody else to read', () =>
    inDirectory(async directory => {
      const place = join(directory, 'not', 'there', 'yet');

      const made = await pepperIn(place, null);

      expect(made).toHaveLength(32);
      expect(await pepperIn(place, null)).toEqual(made);
      expect((await stat(join(place, 'pepper'))).mode & 0o777).toBe(0o600);
      expect(await readdir(place)).toEqual(['pepper']);
    }));

  it('is one, however many processes make it at the same moment', () =>
    inDirectory(async directory => {
      for (let round = 0; round < 20; round += 1) {
        const place = join(directory, `${round}`);

        const made = await Promise.all(Array.from({ length: 8 }, () => pepperIn(place, null)));

        expect(new Set(made.map(pepper => pepper.toString('hex'))).size).toBe(1);
        expect(await readdir(place)).toEqual(['pepper']);
      }
    }));

  it('is what is given, where one is', () =>
    inDirectory(async directory => {
      expect((await pepperIn(directory, 'a given pepper')).toString()).toBe('a given pepper');
      expect(await readdir(directory)).toEqual([]);
    }));

  it.each(['', 'short', Buffer.alloc(31).toString('base64')])(
    'that is damaged is told, and not replaced: %j',
    content =>
      inDirectory(async directory => {
        await writeFile(join(directory, 'pepper'), content);

        await expect(pepperIn(directory, null)).rejects.toThrow(
          'is damaged: it must hold 32 bytes as base64',
        );
      }),
  );
});
