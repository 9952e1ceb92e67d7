import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NoteError, publicKeyIn } from '../kernel/signed-note.js';
import { readCheckpoint, signedCheckpoint, verifierKey } from './checkpoint.rules.js';
import { leafHash } from './merkle.rules.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const CHECKPOINT = { origin: 'probity/test', size: 20_852_163, root: leafHash(Buffer.from('root')) };
const TEXT = signedCheckpoint(CHECKPOINT, privateKey);
const RAW = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');

/** Signs whatever text, as signedCheckpoint would not. */
function signedText(body: string, name = CHECKPOINT.origin, key = { privateKey, raw: RAW }): string {
  const id = createHash('sha256').update(`${name}\n\x01`).update(key.raw).digest().subarray(0, 4);
  return `${body}\n— ${name} ${Buffer.concat([id, sign(null, Buffer.from(body), key.privateKey)]).toString('base64')}\n`;
}

const refusal = (text: string, key = publicKey): string => {
  try {
    readCheckpoint(text, key);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(NoteError);
    return (error as Error).message;
  }
};

describe('a checkpoint', () => {
  it('is a signed note: origin, size, root, and a signature that anybody can verify', () => {
    const [origin, size, root, gap, signature, end] = TEXT.split('\n');
    const [dash, name, base64 = ''] = signature?.split(' ') ?? [];
    const bytes = Buffer.from(base64, 'base64');

    expect([origin, size, root, gap, end]).toEqual([
      'probity/test',
      '20852163',
      CHECKPOINT.root.toString('base64'),
      '',
      '',
    ]);
    expect([dash, name, bytes.length]).toEqual(['—', 'probity/test', 68]);
    expect(verify(null, Buffer.from(`${origin}\n${size}\n${root}\n`), publicKey, bytes.subarray(4))).toBe(
      true,
    );
    expect(TEXT).toBe(signedText(`${origin}\n${size}\n${root}\n`));
  });

  it('says when read what was signed', () => {
    expect(readCheckpoint(TEXT, publicKey)).toEqual(CHECKPOINT);
  });

  it('may carry more lines than we know, and the signatures of witnesses', () => {
    const body = `probity/test\n7\n${CHECKPOINT.root.toString('base64')}\nsomething else\n`;
    const foreign = signedText(body, 'witness.example', { ...stranger, raw: RAW })
      .split('\n')
      .at(-2);
    const sameName = signedText(body, 'probity/test', { ...stranger, raw: Buffer.alloc(32, 7) })
      .split('\n')
      .at(-2);

    expect(readCheckpoint(`${signedText(body)}${foreign}\n${sameName}\n`, publicKey).size).toBe(7);
  });

  it('is not believed when a letter is changed, wherever it is', () => {
    const believed = [...TEXT].flatMap((letter, place) => {
      const text = TEXT.slice(0, place) + (letter === 'A' ? 'B' : 'A') + TEXT.slice(place + 1);
      return refusal(text) === '' ? [place] : [];
    });

    // The last letter of the signature's base64 has four bits that mean nothing.
    expect(believed.filter(place => place < TEXT.length - 4)).toEqual([]);
  });

  it('is not believed when another key signed it, even in our name and with our id', () => {
    const body = TEXT.split('\n').slice(0, 3).join('\n');

    expect(refusal(TEXT, stranger.publicKey)).toBe('it is not signed with this key');
    expect(refusal(signedText(`${body}\n`, 'probity/test', { ...stranger, raw: RAW }))).toBe(
      'its signature is wrong',
    );
  });

  it('is not believed when it is signed in a name that is not its own', () => {
    expect(
      refusal(signedText(`probity/test\n7\n${CHECKPOINT.root.toString('base64')}\n`, 'probity/other')),
    ).toBe('it is not signed with this key');
  });

  it('is not believed when one of two signatures of ours is wrong', () => {
    const wrong = signedText('something else\n').split('\n').at(-2);

    expect(refusal(`${TEXT}${wrong}\n`)).toBe('its signature is wrong');
  });

  it.each([
    ['no size', 'probity/test\n'],
    ['a size below 0', `probity/test\n-1\n${CHECKPOINT.root.toString('base64')}\n`],
    ['a size with a zero before it', `probity/test\n07\n${CHECKPOINT.root.toString('base64')}\n`],
    [
      'a size that no number can hold',
      `probity/test\n9007199254740993\n${CHECKPOINT.root.toString('base64')}\n`,
    ],
    ['a root that is too short', 'probity/test\n7\nAAAA\n'],
    ['a root in base64 that means the same', `probity/test\n7\n${'A'.repeat(42)}B=\n`],
  ])('is not one with %s, whoever signed it', (_what, body) => {
    expect(refusal(signedText(body))).toBe('it is not a checkpoint');
  });

  it.each([
    ['nothing', ''],
    ['no signature', 'probity/test\n7\nAAAA\n'],
    ['a signature without an end', TEXT.slice(0, -1)],
    ['a line that is no signature', `${TEXT}and so on\n`],
  ])('is no signed note with %s', (_what, text) => {
    expect(refusal(text)).toBe('it is not a signed note');
  });
});

describe('the public key', () => {
  it('can be handed to verifiers of signed notes', () => {
    const [origin, id, ...rest] = verifierKey('probity/test', publicKey).split('+');
    const signature = Buffer.from(TEXT.trimEnd().split(' ').at(-1) ?? '', 'base64');

    expect(origin).toBe('probity/test');
    expect(id).toBe(signature.subarray(0, 4).toString('hex'));
    expect(Buffer.from(rest.join('+'), 'base64')).toEqual(Buffer.concat([Buffer.of(1), RAW]));
  });

  it('is read from PEM', () => {
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();

    expect(publicKeyIn(pem).equals(publicKey)).toBe(true);
  });

  it.each([
    ['a private key', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
    [
      'a key of another kind',
      createPublicKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
        .export({ format: 'pem', type: 'spki' })
        .toString(),
    ],
    ['no key', 'hello'],
    ['a key that is cut short', '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2Vw\n-----END PUBLIC KEY-----\n'],
  ])('is not read from %s, which is not repeated', (_what, text) => {
    expect(() => publicKeyIn(text)).toThrow(new NoteError('the public key is not an Ed25519 key in PEM'));
  });
});
