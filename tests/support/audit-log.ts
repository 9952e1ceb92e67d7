import { generateKeyPairSync } from 'node:crypto';
import { signedCheckpoint } from '../../packages/api/src/audit/checkpoint.rules.js';
import { CompactTree } from '../../packages/api/src/audit/compact-tree.rules.js';
import { exportLine } from '../../packages/api/src/audit/export-line.rules.js';
import { leafHash } from '../../packages/api/src/audit/merkle.rules.js';
import type { PersonalPart } from '../../packages/api/src/audit/personal-part.rules.js';
import { type AuditRecord, commitment, recordBytes } from '../../packages/api/src/audit/record.rules.js';

export const KEYS = generateKeyPairSync('ed25519');
export const PUBLIC_PEM = KEYS.publicKey.export({ format: 'pem', type: 'spki' }).toString();
const ORIGIN = 'probity/test';
const SALT = '00112233445566778899aabbccddeeff';

/** An entry with all that makes writing it in one way hard: other alphabets, quotes, numbers, names out of order. */
export const recordAt = (index: number, reason: string | null = null): AuditRecord => ({
  schema: 1,
  id: `0190c5e2-7a5d-7c3e-9f10-${String(index).padStart(12, '0')}`,
  at: new Date(1_750_000_000_000 + index * 1000).toISOString(),
  actor: { type: 'USER', id: 'u1', name: commitment(SALT, `Ada ${index}`) },
  onBehalfOf: null,
  action: 'layer.define',
  outcome: 'ALLOWED',
  subject: {
    type: 'Layer',
    id: '0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e78',
    key: `"größe" \\ 📮 ${index}\u0001\u2028`,
    version: index + 1,
  },
  beforeHash: null,
  afterHash: 'a'.repeat(64),
  patch: [
    { op: 'add', path: '/name', value: commitment(SALT, 'Ben') },
    {
      op: 'add',
      path: '/share',
      value: { 10: 1e21, 9: -0.5, small: 1e-7, whole: 123456789012, none: null, is: true },
    },
  ],
  reason,
  request: { id: 'r', operation: null, ip: null },
});

export const personalAt = (index: number): PersonalPart[] => [
  { place: '/actor/name', salt: SALT, value: `Ada ${index}` },
  { place: '/after/name', salt: SALT, value: 'Ben' },
];

export function lineOf(record: AuditRecord, index: number, personal: PersonalPart[] | null = null): string {
  return exportLine({ index, leafHash: leafHash(recordBytes(record)), record, personal });
}

export const linesOf = (size: number): string[] =>
  Array.from({ length: size }, (_none, index) => lineOf(recordAt(index), index));

/** The signed checkpoint of such a log. */
export function checkpointOf(size: number, { key = KEYS.privateKey, origin = ORIGIN } = {}): string {
  const tree = new CompactTree();
  for (let index = 0; index < size; index += 1) tree.add(leafHash(recordBytes(recordAt(index))));
  return signedCheckpoint({ origin, size, root: tree.root() }, key);
}
