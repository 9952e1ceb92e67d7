import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signingKeyIn } from './signing-key.js';

const NAME = 'signing-key.pem';
const UNSET = { signingKey: null, auditOrigin: null };

const pemOf = (type: 'ed25519' | 'x25519'): string =>
  (type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();

async function inDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'probity-signing-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

describe('the signing key', () => {
  it('is made once and kept, for nobody else to read', () =>
    inDirectory(async directory => {
      const place = join(directory, 'not', 'there', 'yet');

      const made = await signingKeyIn(place, UNSET);

      expect((await signingKeyIn(place, UNSET)).origin).toBe(made.origin);
      expect((await stat(join(place, NAME))).mode & 0o777).toBe(0o600);
      expect(await readdir(place)).toEqual([NAME]);
    }));

  it('is one, however many processes make it at the same moment', () =>
    inDirectory(async directory => {
      const made = await Promise.all(Array.from({ length: 8 }, () => signingKeyIn(directory, UNSET)));

      expect(new Set(made.map(({ origin }) => origin)).size).toBe(1);
      expect(await readdir(directory)).toEqual([NAME]);
    }));

  it('is what is given, where one is, and signs in the name that is given', () =>
    inDirectory(async directory => {
      const signingKey = pemOf('ed25519');

      const { privateKey, origin } = await signingKeyIn(directory, {
        signingKey,
        auditOrigin: 'example.com/log',
      });

      expect(privateKey.export({ format: 'pem', type: 'pkcs8' })).toBe(signingKey);
      expect(origin).toBe('example.com/log');
      expect(await readdir(directory)).toEqual([]);
    }));

  it('has a name that is made of its public key unless one is given', () =>
    inDirectory(async directory => {
      const [one, other] = [pemOf('ed25519'), pemOf('ed25519')];
      const originOf = async (signingKey: string) =>
        (await signingKeyIn(directory, { signingKey, auditOrigin: null })).origin;

      expect(await originOf(one)).toMatch(/^probity\/[0-9a-f]{16}$/);
      expect(await originOf(one)).toBe(await originOf(one));
      expect(await originOf(other)).not.toBe(await originOf(one));
    }));

  it.each(['', 'short', pemOf('x25519')])(
    'that is damaged is told, and neither replaced nor shown',
    content =>
      inDirectory(async directory => {
        const path = join(directory, NAME);
        await writeFile(path, content);

        await expect(signingKeyIn(directory, UNSET)).rejects.toThrow(
          `${path} is damaged: it must hold an Ed25519 private key in PEM (PKCS8)`,
        );
        expect(await readFile(path, 'utf8')).toBe(content);
      }),
  );
});
