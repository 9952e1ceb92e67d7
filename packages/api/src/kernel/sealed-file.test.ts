import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Seal, readSealed, sealed, sealingKey, unsealed, writeSealed } from './sealed-file.js';

const PEPPER = Buffer.from('a pepper of sixteen bytes');
const SEAL: Seal = { key: sealingKey(PEPPER, 'a test'), format: 1 };
const CONTENT = {
  confirmedAt: '2026-03-01T12:00:00.000Z',
  rows: [{ key: 'größe', share: 0.25, none: null }],
};

async function inDirectory(work: (path: string, directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'probity-sealed-'));
  try {
    await work(join(directory, 'sealed.json'), directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

describe('a sealed text', () => {
  it('gives back whatever JSON can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), content => {
        expect(unsealed(sealed(content, SEAL), SEAL)).toEqual(JSON.parse(JSON.stringify(content)));
      }),
    );
  });

  it('is refused when another key, another purpose or another format made it', () => {
    const text = sealed(CONTENT, SEAL);
    const others = [
      { ...SEAL, key: sealingKey(Buffer.from('another pepper, as long'), 'a test') },
      { ...SEAL, key: sealingKey(PEPPER, 'another test') },
    ];

    for (const other of others) expect(() => unsealed(text, other)).toThrow('its signature is wrong');
    expect(() => unsealed(text, { ...SEAL, format: 2 })).toThrow('it is not of the format 2');
    const renamed = text.replace('"format":1', '"format":2');
    expect(() => unsealed(renamed, { ...SEAL, format: 2 })).toThrow('its signature is wrong');
  });

  it.each(['', '{', 'null', '7', '[]', '{}', `${sealed(CONTENT, SEAL)} `, sealed(CONTENT, SEAL).trim()])(
    'is not made up for by %j',
    text => {
      expect(() => unsealed(text, SEAL)).toThrow(/^it/);
    },
  );
});

describe('a sealed file', () => {
  it('is read as it was written, by its owner alone, and leaves nothing beside it', async () => {
    await inDirectory(async (path, directory) => {
      expect(await readSealed(path, SEAL)).toBeNull();
      await writeSealed(path, { first: true }, SEAL);
      await writeSealed(path, CONTENT, SEAL);

      expect(await readSealed(path, SEAL)).toEqual(CONTENT);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await readdir(directory)).toEqual(['sealed.json']);
    });
  });

  it('is refused when any bit of any byte is another, or one is missing', async () => {
    await inDirectory(async path => {
      await writeSealed(path, CONTENT, SEAL);
      const bytes = await readFile(path);

      for (const index of bytes.keys()) {
        for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
          const other = Buffer.from(bytes);
          other[index] = (bytes[index] ?? 0) ^ bit;
          await writeFile(path, other);
          await expect(readSealed(path, SEAL), `byte ${index}, bit ${bit}`).rejects.toThrow(/^it/);
        }
        await writeFile(path, Buffer.concat([bytes.subarray(0, index), bytes.subarray(index + 1)]));
        await expect(readSealed(path, SEAL), `without byte ${index}`).rejects.toThrow(/^it/);
      }
    });
  });

  it('that is none is not taken for one that is missing', async () => {
    await inDirectory(async (_path, directory) => {
      await expect(readSealed(directory, SEAL)).rejects.toThrow('it cannot be read (EISDIR)');
    });
  });
});
