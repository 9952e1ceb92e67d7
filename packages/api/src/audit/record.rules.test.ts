import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type AuditRecord, commitment, recordBytes } from './record.rules.js';

const RECORD: AuditRecord = {
  schema: 1,
  id: '0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e77',
  at: '2026-03-01T09:30:00.125Z',
  actor: { type: 'KEY', id: 'k1', name: 'sending platform' },
  onBehalfOf: null,
  action: 'experiment.start',
  outcome: 'ALLOWED',
  subject: { type: 'Experiment', id: '0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e78', key: 'spring', version: 2 },
  beforeHash: 'aa',
  afterHash: 'bb',
  patch: [{ op: 'replace', path: '/status', value: 'RUNNING' }],
  reason: 'Größe',
  request: { id: 'r1', operation: null, ip: null },
};

describe('an entry as it is hashed', () => {
  it('is canonical JSON in UTF-8: names in order, no blanks, every field there', () => {
    expect(recordBytes(RECORD).toString('utf8')).toBe(
      '{"action":"experiment.start","actor":{"id":"k1","name":"sending platform","type":"KEY"},"afterHash":"bb",' +
        '"at":"2026-03-01T09:30:00.125Z","beforeHash":"aa","id":"0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e77","onBehalfOf":null,' +
        '"outcome":"ALLOWED","patch":[{"op":"replace","path":"/status","value":"RUNNING"}],"reason":"Größe",' +
        '"request":{"id":"r1","ip":null,"operation":null},"schema":1,' +
        '"subject":{"id":"0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e78","key":"spring","type":"Experiment","version":2}}',
    );
  });

  it('is the same in whatever order it was put together', () => {
    const turned = Object.fromEntries(Object.entries(RECORD).reverse()) as unknown as AuditRecord;

    expect(recordBytes(turned)).toEqual(recordBytes(RECORD));
  });
});

describe('a commitment', () => {
  const SALT = '00112233445566778899aabbccddeeff';

  it('is the hash of the salt as it is written, a zero byte, and the value', () => {
    const hash = createHash('sha256')
      .update(SALT)
      .update(Buffer.of(0))
      .update('Ada Lovelace', 'utf8')
      .digest('hex');

    expect(commitment(SALT, 'Ada Lovelace')).toBe(`sha256:${hash}`);
  });

  it('tells nothing of whether two values are the same, unless their salts are', () => {
    expect(commitment(SALT, 'Ada')).not.toBe(commitment(SALT.replace('0', '1'), 'Ada'));
    expect(commitment(SALT, 'Ada')).not.toBe(commitment(SALT, 'Ben'));
  });
});
