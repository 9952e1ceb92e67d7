import { execFile, execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyExport } from '../../packages/api/src/cli/audit/verify-export.js';
import { PUBLIC_PEM, checkpointOf, lineOf, linesOf, personalAt, recordAt } from '../support/audit-log.js';

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
}

const CLEAN: Files = {
  lines: linesOf(9),
  checkpoint: checkpointOf(7),
  since: [checkpointOf(1), checkpointOf(0), checkpointOf(4), checkpointOf(7)],
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

const CASES: readonly (readonly [string, Files, string | null, number | null])[] = [
  ['a clean export', CLEAN, null, null],
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
  readonly since: readonly string[];
}

async function placed({ lines, checkpoint, since, key }: Files): Promise<Placed> {
  const put = async (name: string, text: string) => {
    await writeFile(join(directory, name), text);
    return join(directory, name);
  };
  return {
    file: await put('audit.jsonl', lines.map(line => `${line}\n`).join('')),
    checkpoint: await put('checkpoint', checkpoint),
    publicKey: await put('key.pem', key),
    since: await Promise.all(since.map((text, index) => put(`since-${index}`, text))),
  };
}

interface Answer {
  readonly status: number;
  readonly output: string;
}

const second = ({ file, checkpoint, publicKey, since }: Placed): Promise<Answer> =>
  new Promise(resolve => {
    const older = since.flatMap(name => ['--since', name]);
    const args = [PROGRAM, '--export', file, '--checkpoint', checkpoint, '--public-key', publicKey, ...older];
    execFile('python3', args, (error, output) => resolve({ status: error ? Number(error.code) : 0, output }));
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

  it('says that it was asked wrongly, or that a file is not there', async () => {
    const there = await placed({ ...CLEAN, key: 'no key' });

    expect((await second(there)).status).toBe(2);
    expect((await second({ ...there, publicKey: join(directory, 'nowhere') })).status).toBe(4);
  });
});
