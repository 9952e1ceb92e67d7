import { execFile, execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedCheckpoint } from '../../packages/api/src/audit/checkpoint.rules.js';
import { leafHash } from '../../packages/api/src/audit/merkle.rules.js';
import type { PersonalPart } from '../../packages/api/src/audit/personal-part.rules.js';
import { type AuditRecord, commitment, recordBytes } from '../../packages/api/src/audit/record.rules.js';
import { verifyExport } from '../../packages/api/src/cli/audit/verify-export.js';
import {
  KEYS,
  PUBLIC_PEM,
  checkpointOf,
  lineOf,
  linesOf,
  personalAt,
  recordAt,
} from '../support/audit-log.js';

const PROGRAM = fileURLToPath(new URL('../../packages/api/verify/verify_audit.py', import.meta.url));
const STRANGER = generateKeyPairSync('ed25519');

const isPythonThere = (() => {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

interface Files {
  readonly lines: readonly string[];
  readonly checkpoint: string;
  readonly since: readonly string[];
  readonly key: string;
  readonly origin?: string;
}

const CLEAN: Files = {
  lines: linesOf(9),
  checkpoint: checkpointOf(7),
  since: [checkpointOf(4)],
  key: PUBLIC_PEM,
};

/** One line of the clean export told otherwise. */
const altered = (index: number, from: string | RegExp, to: string): Files => ({
  ...CLEAN,
  lines: CLEAN.lines.map((line, at) => (at === index ? line.replace(from, to) : line)),
});
const withLines = (lines: readonly string[]): Files => ({ ...CLEAN, lines });
const remade = (from: number): Files =>
  withLines(
    CLEAN.lines.map((line, index) => (index < from ? line : lineOf(recordAt(index, 'made anew'), index))),
  );

/** A line whose record was hashed as it stands there, whatever it is. */
const hashedAs = (index: number, record: string): Files => {
  const leaf = leafHash(Buffer.from(record)).toString('hex');
  const line = `{"index":${index},"leafHash":"${leaf}","record":${record}}`;
  return withLines(CLEAN.lines.with(index, line));
};
const written = (from: string, to: string): string => {
  const record = recordBytes(recordAt(3)).toString();
  if (!record.includes(from)) throw new Error(`no record says ${from}`);
  return record.replace(from, to);
};
const told = (...personal: readonly unknown[]): Files =>
  withLines(CLEAN.lines.with(3, lineOf(recordAt(3), 3, personal as PersonalPart[])));
const [NAME = { place: '', salt: '', value: '' }, OWNER = NAME] = personalAt(3);
const [SIGNED_TEXT = '', SIGNATURE = ''] = CLEAN.checkpoint.split(/(?<=\n\n)/);
const respelled = (signature: string): Files => ({ ...CLEAN, checkpoint: SIGNED_TEXT + signature });

const rootedAt = (size: number, root: Buffer): string =>
  signedCheckpoint({ origin: 'probity/test', size, root }, KEYS.privateKey);
/** Base64 of 68 bytes ends in a letter with two bits to spare. */
const lastLetterUp = (signature: string): string =>
  signature.replace(/(.)=\n$/, (_end, letter: string) => `${BASE64[BASE64.indexOf(letter) + 1]}=\n`);
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const inLists: AuditRecord = {
  ...recordAt(8),
  patch: [
    { op: 'add', path: '/owners/-', value: { name: commitment(OWNER.salt, OWNER.value) } },
    { op: 'replace', path: '/teams', value: [{ 'a/b': commitment(OWNER.salt, OWNER.value) }] },
  ],
};
const LISTED: readonly PersonalPart[] = [
  { ...OWNER, place: '/after/owners/2/name' },
  { ...OWNER, place: '/after/teams/0/a~1b' },
];

const CASES: readonly (readonly [string, Files, string | null, number | null])[] = [
  [
    'a clean export',
    { ...CLEAN, since: [checkpointOf(1), checkpointOf(0), checkpointOf(4), checkpointOf(7)] },
    null,
    null,
  ],
  [
    'a clean export with personal values',
    withLines(CLEAN.lines.map((_line, index) => lineOf(recordAt(index), index, personalAt(index)))),
    null,
    null,
  ],
  ['an export of nothing', { ...CLEAN, lines: [], checkpoint: checkpointOf(0), since: [] }, null, null],
  ['a field changed', altered(3, 'layer.define', 'layer.archive'), 'RECORD', 3],
  ['the time changed', altered(0, '"at":"2025', '"at":"2024'), 'RECORD', 0],
  ['a patch changed', altered(6, '-0.5', '0.5'), 'RECORD', 6],
  ['a letter of another alphabet changed', altered(2, 'größe', 'grosse'), 'RECORD', 2],
  ['a hash changed', altered(5, /"leafHash":"../, '"leafHash":"zz'), 'FORM', 5],
  ['a record taken out', altered(5, /"record":[^]*\}$/, '"record":null}'), 'RECORD', 5],
  ['a line taken out', withLines(CLEAN.lines.toSpliced(4, 1)), 'ORDER', 4],
  ['a line twice', withLines(CLEAN.lines.toSpliced(4, 0, CLEAN.lines[4] ?? '')), 'ORDER', 5],
  [
    'two lines exchanged',
    withLines(CLEAN.lines.with(1, CLEAN.lines[2] ?? '').with(2, CLEAN.lines[1] ?? '')),
    'ORDER',
    1,
  ],
  ['a line that is empty', withLines(CLEAN.lines.toSpliced(4, 0, '')), 'FORM', 4],
  ['a line that is cut short', altered(8, /.{9}$/, ''), 'FORM', 8],
  ['a number that is none', altered(2, '"whole":123456789012', '"whole":NaN'), 'FORM', 2],
  ['a name twice', altered(2, '"schema":1', '"schema":1,"schema":1'), 'RECORD', 2],
  ['another order of names', altered(2, /("index":\d+),("leafHash":"\w+")/, '$2,$1'), 'FORM', 2],
  ['everything after an entry made anew', remade(5), 'ROOT', 4],
  ['everything made anew', remade(0), 'CONSISTENCY', 0],
  ['the end taken away', withLines(CLEAN.lines.slice(0, 5)), 'ROOT', 5],
  [
    'a value that is another',
    withLines(CLEAN.lines.with(3, lineOf(recordAt(3), 3, personalAt(4)))),
    'COMMITMENT',
    3,
  ],
  [
    'a value without a salt',
    withLines(
      CLEAN.lines.with(3, lineOf(recordAt(3), 3, [{ place: '/actor/name', salt: '', value: 'Ada 3' }])),
    ),
    'COMMITMENT',
    3,
  ],
  [
    'something behind the values',
    withLines(CLEAN.lines.with(3, lineOf(recordAt(3), 3, []).replace(/\}$/, ',"more":1}'))),
    'FORM',
    3,
  ],
  [
    'a checkpoint of another key',
    { ...CLEAN, checkpoint: checkpointOf(7, { key: STRANGER.privateKey }) },
    'SIGNATURE',
    null,
  ],
  [
    'a checkpoint with another size',
    { ...CLEAN, checkpoint: CLEAN.checkpoint.replace('\n7\n', '\n6\n') },
    'SIGNATURE',
    null,
  ],
  [
    'a signature with a bit changed',
    { ...CLEAN, checkpoint: CLEAN.checkpoint.replace(/.(.{6}==?\n)$/, 'x$1') },
    'SIGNATURE',
    null,
  ],
  [
    'an older checkpoint without a signature',
    { ...CLEAN, since: [checkpointOf(4).replace(/—.*\n/u, '')] },
    'SIGNATURE',
    null,
  ],
  [
    'an older checkpoint of another log',
    { ...CLEAN, since: [checkpointOf(4, { origin: 'probity/other' })] },
    'CONSISTENCY',
    null,
  ],
  ['a log that has shrunk', { ...CLEAN, since: [checkpointOf(20)] }, 'CONSISTENCY', 9],
  ['a log of the name that is expected', { ...CLEAN, origin: 'probity/test' }, null, null],
  [
    'a log of another name, signed with the same key',
    { ...CLEAN, origin: 'probity/other' },
    'SIGNATURE',
    null,
  ],
  ['no more signed than nothing', { ...CLEAN, checkpoint: checkpointOf(0), since: [] }, null, null],
  [
    'an older checkpoint of the same size with another root',
    { ...CLEAN, since: [rootedAt(7, Buffer.alloc(32, 1))] },
    'CONSISTENCY',
    7,
  ],
  [
    'an older checkpoint of nothing with a root',
    { ...CLEAN, since: [rootedAt(0, Buffer.alloc(32))] },
    'CONSISTENCY',
    0,
  ],
  [
    'a signature in base64 with a bit that means nothing',
    respelled(lastLetterUp(SIGNATURE)),
    'SIGNATURE',
    null,
  ],
  ['a signature without the end of its base64', respelled(SIGNATURE.replace('=', '')), 'SIGNATURE', null],
  ['a signature of five letters', respelled(`${SIGNATURE}— probity/test AAAAA\n`), 'SIGNATURE', null],
  [
    'a signature that is too short',
    respelled(SIGNATURE.replace(/ (.{8})\S+\n$/, ' $1\n')),
    'SIGNATURE',
    null,
  ],
  ['a control character beside the signature', respelled(`${SIGNATURE}— a\u0007b AAAA\n`), 'SIGNATURE', null],
  [
    'a byte that is no text beside the signature',
    respelled(`${SIGNATURE}— a\ufffdb AAAA\n`),
    'SIGNATURE',
    null,
  ],
  [
    'a blank of Unicode in the name of a witness',
    respelled(`${SIGNATURE}— a\u0085b AAAA\n`),
    'SIGNATURE',
    null,
  ],
  ['the signature of a witness', respelled(`${SIGNATURE}— witness.example/é AAAA\n`), null, null],
  ['the end of the file of Windows', respelled(SIGNATURE.replace('\n', '\r\n')), 'SIGNATURE', null],
  ['names out of order, hashed so', hashedAs(3, '{"b":1,"a":2}'), 'FORM', 3],
  ['a name twice, hashed so', hashedAs(3, written('"schema":1', '"schema":1,"schema":1')), 'FORM', 3],
  [
    'names in the order of code points, not of UTF-16, hashed so',
    hashedAs(3, '{"\uffff":1,"😀":2}'),
    'FORM',
    3,
  ],
  ['names in the order of UTF-16', hashedAs(8, '{"😀":2,"\uffff":1}'), null, null],
  ['names that are numbers in the order of numbers, hashed so', hashedAs(3, '{"9":1,"10":2}'), 'FORM', 3],
  ['a blank, hashed so', hashedAs(3, written('"schema":1', '"schema": 1')), 'FORM', 3],
  ['a letter that is escaped, hashed so', hashedAs(3, written('layer', '\\u006cayer')), 'FORM', 3],
  ['an escape in capitals, hashed so', hashedAs(3, written('\\u0001', '\\u001F')), 'FORM', 3],
  ['half a surrogate pair, hashed so', hashedAs(3, written('layer', '\\ud800')), 'FORM', 3],
  ['half a surrogate pair as a name, hashed so', hashedAs(3, '{"\\ud800":1}'), 'FORM', 3],
  ['a number beyond 2^53, hashed so', hashedAs(3, written('123456789012', '9007199254740993')), 'FORM', 3],
  ['a number without an end, hashed so', hashedAs(3, written('123456789012', '1e999')), 'FORM', 3],
  ['a number of too many digits, hashed so', hashedAs(3, written('-0.5', '-0.50')), 'FORM', 3],
  ['a zero below zero, hashed so', hashedAs(3, written('-0.5', '-0')), 'FORM', 3],
  ['an exponent without its sign, hashed so', hashedAs(3, written('1e+21', '1e21')), 'FORM', 3],
  ['a text for an entry, hashed so', hashedAs(3, '"x"'), 'FORM', 3],
  ['more behind the entry', altered(3, /\}$/, ',"more":1}'), 'RECORD', 3],
  ['an end of line of Windows', altered(3, /$/, '\r'), 'RECORD', 3],
  ['personal values in the place of nothing', altered(3, /\}$/, ',"personal":null}'), 'RECORD', 3],
  ['something told beside a value', told({ ...NAME, note: 'Eve did it' }), 'COMMITMENT', 3],
  ['a value of after told as one of before', told({ ...OWNER, place: '/before/name' }), 'COMMITMENT', 3],
  ['a value told of another name', told({ ...OWNER, place: '/after/share' }), 'COMMITMENT', 3],
  ['a value told of a name within', told({ ...OWNER, place: '/after/name/0' }), 'COMMITMENT', 3],
  ['a value told of nothing', told({ ...OWNER, place: '' }), 'COMMITMENT', 3],
  ['a value told of its place in the patch', told({ ...OWNER, place: '/patch/0/value' }), null, null],
  [
    'half a surrogate pair in the place of what stands for it',
    withLines(CLEAN.lines.with(3, lineOf(recordAt(3), 3, [NAME]).replace('Ada 3', '\\ud800'))),
    'FORM',
    3,
  ],
  [
    'values of lists, which move while a patch is applied',
    withLines([...CLEAN.lines.slice(0, 8), lineOf(inLists, 8, [...LISTED])]),
    null,
    null,
  ],
  [
    'a value of a list told of another name',
    withLines([
      ...CLEAN.lines.slice(0, 8),
      lineOf(inLists, 8, [{ ...OWNER, place: '/after/others/0/name' }]),
    ]),
    'COMMITMENT',
    8,
  ],
];

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'probity-verifiers-'));
});

afterAll(() => rm(directory, { recursive: true }));

interface Placed {
  readonly file: string;
  readonly checkpoint: string;
  readonly publicKey: string;
  readonly origin: string | undefined;
  readonly since: readonly string[];
}

async function placed({ lines, checkpoint, since, key, origin }: Files): Promise<Placed> {
  const put = async (name: string, text: string) => {
    await writeFile(join(directory, name), text);
    return join(directory, name);
  };
  return {
    file: await put('audit.jsonl', lines.map(line => `${line}\n`).join('')),
    checkpoint: await put('checkpoint', checkpoint),
    publicKey: await put('key.pem', key),
    origin,
    since: await Promise.all(since.map((text, index) => put(`since-${index}`, text))),
  };
}

interface Answer {
  readonly status: number;
  readonly output: string;
}

const second = ({ file, checkpoint, publicKey, origin, since }: Placed): Promise<Answer> =>
  new Promise(resolve => {
    const more = [...since.flatMap(name => ['--since', name]), ...(origin ? ['--origin', origin] : [])];
    const args = [PROGRAM, '--export', file, '--checkpoint', checkpoint, '--public-key', publicKey, ...more];
    execFile('python3', ['-S', '-E', ...args], (error, output) =>
      resolve({ status: error ? Number(error.code) : 0, output }),
    );
  });

describe('probity audit verify', () => {
  it.each(CASES)('finds of %s what is wrong with it', async (_what, files, layer, index) => {
    const { finding } = await verifyExport(await placed(files));

    expect(finding && { layer: finding.layer, index: finding.index }).toEqual(layer && { layer, index });
  });
});

describe.skipIf(!isPythonThere)('the second verifier (skipped where python3 is missing)', () => {
  it.each(CASES)('says of %s what the first says', async (_what, files, layer) => {
    const there = await placed(files);
    const { finding, told } = await verifyExport(there);

    const { status, output } = await second(there);

    expect(JSON.parse(output)).toEqual({ ok: layer === null, ...told, finding });
    expect(status).toBe(layer === null ? 0 : 5);
  });

  it('believes a signature of Ed25519 as little as the first when any bit of it is changed', async () => {
    const signature = CLEAN.checkpoint.trimEnd().split(' ').at(-1) ?? '';
    const bytes = Buffer.from(signature, 'base64');
    for (const at of [4, 20, 35, 36, 50, 67]) {
      const wrong = bytes.with(at, (bytes[at] ?? 0) ^ 1);
      const checkpoint = CLEAN.checkpoint.replace(signature, Buffer.from(wrong).toString('base64'));
      const there = await placed({ ...CLEAN, checkpoint });
      const { finding } = await verifyExport(there);

      expect(finding).toMatchObject({ layer: 'SIGNATURE' });
      expect(JSON.parse((await second(there)).output)).toMatchObject({ ok: false, finding });
    }
  });

  it('gives up, like the first, where lists are in lists a hundred thousand times', async () => {
    const there = await placed(hashedAs(3, '['.repeat(100_000) + ']'.repeat(100_000)));

    expect((await verifyExport(there)).finding).toMatchObject({ layer: 'FORM', index: 3 });
    expect(JSON.parse((await second(there)).output)).toMatchObject({ finding: { layer: 'FORM', index: 3 } });
  });

  it('says that it was asked wrongly, or that a file is not there', async () => {
    const there = await placed({ ...CLEAN, key: 'no key' });

    expect((await second(there)).status).toBe(2);
    expect((await second({ ...there, publicKey: join(directory, 'nowhere') })).status).toBe(4);
  });
});
