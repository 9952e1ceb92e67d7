import { describe, expect, it } from 'vitest';
import { canonicalText } from '../kernel/content-hash.js';
import { CompactTree } from './compact-tree.rules.js';
import { exportLine } from './export-line.rules.js';
import { type Claim, ExportVerifier } from './export-verifier.rules.js';
import type { Finding } from './finding.rules.js';
import { leafHash } from './merkle.rules.js';
import type { PersonalPart } from './personal-part.rules.js';
import { type AuditRecord, commitment, recordBytes } from './record.rules.js';

const SALT = '00112233445566778899aabbccddeeff';
const hex = (letter: string) => letter.repeat(64);

const recordAt = (index: number): AuditRecord => ({
  schema: 1,
  id: `0190c5e2-7a5d-7c3e-9f10-${String(index).padStart(12, '0')}`,
  at: new Date(1_750_000_000_000 + index * 1000).toISOString(),
  actor: { type: 'USER', id: 'u1', name: commitment(SALT, `Ada ${index}`) },
  onBehalfOf: null,
  action: 'layer.define',
  outcome: 'ALLOWED',
  subject: { type: 'Layer', id: '0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e78', key: `key "${index}"`, version: 1 },
  beforeHash: null,
  afterHash: hex('a'),
  patch: [
    { op: 'add', path: '/name', value: commitment(SALT, 'Ben') },
    { op: 'add', path: '/1', value: { 10: 1e21, 9: -0.5 } },
  ],
  reason: null,
  request: { id: 'r', operation: null, ip: null },
});

const PERSONAL: PersonalPart[] = [
  { place: '/actor/name', salt: SALT, value: 'Ada 0' },
  { place: '/after/name', salt: SALT, value: 'Ben' },
];

const lineAt = (index: number, personal: PersonalPart[] | null = null): string => {
  const record = recordAt(index);
  return exportLine({ index, leafHash: leafHash(recordBytes(record)), record, personal });
};

const linesOf = (size: number): string[] => Array.from({ length: size }, (_none, index) => lineAt(index));

const claimOf = (size: number, layer: Claim['layer'] = 'ROOT'): Claim => {
  const tree = new CompactTree();
  for (let index = 0; index < size; index += 1) tree.add(leafHash(recordBytes(recordAt(index))));
  return { layer, name: `checkpoint ${size}`, checkpoint: { size, root: tree.root() } };
};

function verdict(lines: readonly (string | Uint8Array)[], claims: readonly Claim[] = []): Finding | null {
  const verifier = new ExportVerifier(claims);
  for (const line of lines) {
    const found = verifier.take(typeof line === 'string' ? Buffer.from(line) : line);
    if (found) return found;
  }
  return verifier.end();
}

const replaced = (index: number, from: string | RegExp, to: string): string[] =>
  linesOf(8).map((line, at) => (at === index ? line.replace(from, to) : line));

describe('an export', () => {
  it('is believed when it is whole, and agrees with what was signed, then and now', () => {
    const claims = [
      claimOf(8),
      claimOf(3, 'CONSISTENCY'),
      claimOf(0, 'CONSISTENCY'),
      claimOf(5, 'CONSISTENCY'),
    ];

    expect(verdict(linesOf(8), claims)).toBeNull();
    expect(verdict(linesOf(11), claims)).toBeNull();
    expect(verdict([], [claimOf(0)])).toBeNull();
  });

  it('is believed with the personal values that it commits to', () => {
    expect(verdict([lineAt(0, PERSONAL), lineAt(1, [])])).toBeNull();
  });

  it.each([
    ['/actor/name', { place: '/actor/name', salt: SALT, value: 'Ada 1' }],
    ['/actor/id', { place: '/actor/id', salt: SALT, value: 'Ada 0' }],
    ['/actor/name', { place: '/actor/name', salt: SALT.replace('0', '1'), value: 'Ada 0' }],
    ['/before/name', { place: '/before/name', salt: SALT, value: 'Eve' }],
    ['/toString', { place: '/toString', salt: SALT, value: 'Ada 0' }],
    ['/patch/0/value/x', { place: '/patch/0/value/x', salt: SALT, value: 'Ben' }],
  ])('is not believed when %s is told as another value', (place, part) => {
    expect(verdict([lineAt(0, [...PERSONAL, part])])).toEqual({
      layer: 'COMMITMENT',
      index: 0,
      until: null,
      entryId: recordAt(0).id,
      what: `the value of ${place} is not the one that the entry commits to`,
    });
  });

  it.each([
    ['no text', { place: '/actor/name', salt: SALT, value: 1 }],
    ['no salt', { place: '/actor/name', salt: 'x', value: 'Ada 0' }],
    ['nothing', null],
  ])('is not believed when what is told is %s', (_what, part) => {
    expect(verdict([lineAt(0, [part as PersonalPart])])).toMatchObject({ layer: 'COMMITMENT', index: 0 });
  });

  it.each([
    ['a field of an entry', 'layer.define', 'layer.archive'],
    ['the time of an entry', '"at":"2025', '"at":"2024'],
    ['the hash of what was after', hex('a'), hex('b')],
    ['the patch', '"op":"add"', '"op":"test"'],
    ['the hash of a leaf', /"leafHash":"[0-9a-f]{64}"/, `"leafHash":"${hex('0')}"`],
    ['a blank', '"schema":1', '"schema": 1'],
    ['what stands twice', '"schema":1', '"schema":1,"schema":1'],
    ['what stands behind the entry', /\}$/, ',"more":1}'],
  ])('is not believed with %s changed', (_what, from, to) => {
    expect(verdict(replaced(4, from, to), [claimOf(8)])).toMatchObject({
      layer: 'RECORD',
      index: 4,
      until: null,
    });
  });

  it('names the entry that is not there', () => {
    const line = exportLine({ index: 4, leafHash: Buffer.alloc(32), record: null, personal: null });

    expect(verdict(linesOf(8).with(4, line))).toMatchObject({
      layer: 'RECORD',
      index: 4,
      what: 'the entry of this place is not there',
    });
  });

  it.each([
    ['an entry left out', linesOf(8).toSpliced(3, 1), 3, 'entry 4 stands where entry 3 belongs'],
    ['an entry twice', linesOf(8).toSpliced(3, 0, lineAt(3)), 4, 'entry 3 stands where entry 4 belongs'],
    [
      'two entries exchanged',
      linesOf(8).with(2, lineAt(5)).with(5, lineAt(2)),
      2,
      'entry 5 stands where entry 2 belongs',
    ],
    ['only the later entries', linesOf(8).slice(2), 0, 'entry 2 stands where entry 0 belongs'],
  ])('is not believed with %s', (_what, lines, index, what) => {
    expect(verdict(lines, [claimOf(8)])).toMatchObject({ layer: 'ORDER', index, what });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"index":0,"leafHash":"'],
    ['another order of names', `{"leafHash":"${hex('0')}","index":0,"record":null}`],
    ['a list', '[]'],
    ['null', 'null'],
    ['a byte order mark', `\uFEFF${lineAt(0)}`],
    ['bytes that are no text', Buffer.concat([Buffer.from(lineAt(0)), Buffer.of(0xff)])],
    [
      'half a character',
      Buffer.from(lineAt(0).replace('define', 'd\u00e9fine')).filter(byte => byte !== 0xa9),
    ],
  ])('is not one with a line of %s', (_what, line) => {
    expect(verdict([line])).toEqual({
      layer: 'FORM',
      index: 0,
      until: null,
      entryId: null,
      what: 'the line is not one of an export',
    });
  });

  it('is not believed when a line can be read in two ways, although its hash is right', () => {
    const twice = canonicalText(recordAt(0)).replace('{', '{"action":"layer.archive",');
    const line = `{"index":0,"leafHash":"${leafHash(Buffer.from(twice)).toString('hex')}","record":${twice}}`;
    const behind = lineAt(0, PERSONAL).replace(/\}$/, ',"record":null}');
    const after = lineAt(0, PERSONAL).replace(/\}$/, ',"more":1}');

    for (const one of [line, behind, after]) {
      expect(verdict([one])).toMatchObject({ layer: 'FORM', what: 'the line is not written as exports are' });
    }
  });

  it('is not taken for another because an entry speaks of personal values', () => {
    const record = { ...recordAt(0), patch: [{ op: 'add', path: '/x', personal: [1], y: ',"personal":[' }] };
    const line = (personal: PersonalPart[] | null) =>
      exportLine({ index: 0, leafHash: leafHash(recordBytes(record)), record, personal });

    expect([verdict([line(null)]), verdict([line([])])]).toEqual([null, null]);
  });

  it('is not believed when everything after some place was made anew: named are the checkpoints it lies between', () => {
    const forged = linesOf(8).map((line, index) => (index < 5 ? line : forgedLine(index)));

    expect(verdict(forged, [claimOf(8), claimOf(3, 'CONSISTENCY'), claimOf(6, 'CONSISTENCY')])).toEqual({
      layer: 'CONSISTENCY',
      index: 3,
      until: 6,
      entryId: null,
      what: 'the root of the first 6 entries is not that of checkpoint 6',
    });
    expect(verdict(forged, [claimOf(8)])).toMatchObject({ layer: 'ROOT', index: 0, until: 8 });
  });

  it('is not believed when its end is missing', () => {
    expect(verdict(linesOf(5), [claimOf(8)])).toEqual({
      layer: 'ROOT',
      index: 5,
      until: 8,
      entryId: null,
      what: 'the log ends after 5 entries, checkpoint 8 covers 8',
    });
    expect(verdict(linesOf(5), [claimOf(5), claimOf(8, 'CONSISTENCY')])).toMatchObject({
      layer: 'CONSISTENCY',
      index: 5,
    });
  });
});

const forgedLine = (index: number): string => {
  const record = { ...recordAt(index), reason: 'made anew' };
  return exportLine({ index, leafHash: leafHash(recordBytes(record)), record, personal: null });
};
