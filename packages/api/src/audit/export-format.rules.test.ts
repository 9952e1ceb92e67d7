import { describe, expect, it } from 'vitest';
import { type ExportFormat, lineOf } from './export-format.rules.js';
import type { ExportedEntry } from './export-line.rules.js';
import { leafHash } from './merkle.rules.js';
import { type AuditRecord, commitment, recordBytes } from './record.rules.js';

const SALT = '00112233445566778899aabbccddeeff';
const ID = '0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e77';
const RECORD: AuditRecord = {
  schema: 1,
  id: ID,
  at: '2026-03-01T09:30:00.125Z',
  actor: { type: 'USER', id: 'u1', name: commitment(SALT, 'Ada') },
  onBehalfOf: null,
  action: 'experiment.start',
  outcome: 'ALLOWED',
  subject: { type: 'Experiment', id: ID.replace('77', '78'), key: 'spring', version: 2 },
  beforeHash: 'aa',
  afterHash: 'bb',
  patch: [],
  reason: null,
  request: { id: 'r1', operation: 'Start', ip: commitment(SALT, '10.0.0.7') },
};
const PERSONAL = [
  { place: '/actor/name', salt: SALT, value: 'Ada' },
  { place: '/request/ip', salt: SALT, value: '10.0.0.7' },
];

const entryOf = (
  record: Partial<AuditRecord> = {},
  personal: ExportedEntry['personal'] = null,
): ExportedEntry => {
  const whole = { ...RECORD, ...record };
  return { index: 41, leafHash: leafHash(recordBytes(whole)), record: whole, personal };
};

const told = (format: ExportFormat, entry = entryOf()) =>
  JSON.parse(lineOf(entry, format, 'probity/0123456789abcdef')) as Record<string, unknown>;

/** RFC 3986, as far as a relative reference or an absolute one needs no escaping. */
const URI_REFERENCE = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

describe('an entry as a CloudEvent', () => {
  it('has every attribute that CloudEvents 1.0 requires, in its form', () => {
    const event = told('cloudevents');

    expect(event.specversion).toBe('1.0');
    expect(event.id).toBe(ID);
    expect(event.source).toMatch(URI_REFERENCE);
    expect(event.type).toBe('probity.experiment.start');
    expect(event.time).toMatch(RFC3339);
    expect(event.subject).toBe(`Experiment/${RECORD.subject.id}`);
    expect(event.datacontenttype).toBe('application/json');
    expect(Object.keys(event).filter(name => !/^[a-z0-9]{1,20}$/.test(name))).toEqual([]);
  });

  it('carries the native line', () => {
    expect(told('cloudevents').data).toEqual(told('jsonl'));
    expect(told('cloudevents', entryOf({}, PERSONAL)).data).toEqual(told('jsonl', entryOf({}, PERSONAL)));
  });
});

describe('an entry as an OCSF event', () => {
  it('has every attribute that the class API Activity requires', () => {
    const event = told('ocsf');

    expect(event).toMatchObject({
      category_uid: 6,
      class_uid: 6003,
      severity_id: 1,
      time: Date.parse(RECORD.at),
      metadata: { version: '1.3.0', product: { name: 'Probity' }, uid: ID, sequence: 41 },
      actor: { user: { uid: 'u1' } },
      api: { operation: 'Start' },
    });
    expect(event.type_uid).toBe(Number(event.class_uid) * 100 + Number(event.activity_id));
    expect(event.unmapped).toEqual({ probity: told('jsonl') });
  });

  it.each([
    ['what is made', { beforeHash: null }, 1, 1],
    ['what is read', { beforeHash: null, afterHash: null }, 2, 1],
    ['what is changed', {}, 3, 1],
    ['what is denied', { outcome: 'DENIED', beforeHash: null, afterHash: null }, 99, 2],
    ['what failed', { outcome: 'FAILED', beforeHash: null, afterHash: null }, 99, 2],
  ] as const)('tells %s by its activity and status', (_what, record, activity, status) => {
    expect(told('ocsf', entryOf(record))).toMatchObject({
      activity_id: activity,
      activity_name: 'experiment.start',
      type_uid: 600300 + activity,
      status_id: status,
      status: status === 1 ? 'Success' : 'Failure',
      status_detail: 'outcome' in record ? record.outcome : 'ALLOWED',
    });
  });

  it.each([
    ['USER', 1],
    ['SYSTEM', 3],
    ['KEY', 4],
    ['ANONYMOUS', 0],
  ])('tells the account of %s by its type', (type, id) => {
    expect(told('ocsf', entryOf({ actor: { ...RECORD.actor, type } }))).toMatchObject({
      actor: { user: { type_id: id } },
    });
  });

  it('shows names and addresses where they may be told, and what stands for them where not', () => {
    const { ip } = RECORD.request;

    expect(told('ocsf', entryOf({}, PERSONAL))).toMatchObject({
      actor: { user: { name: 'Ada' } },
      src_endpoint: { ip: '10.0.0.7' },
    });
    expect(told('ocsf')).toMatchObject({
      actor: { user: { name: RECORD.actor.name } },
      src_endpoint: { uid: ip },
    });
    expect(JSON.stringify(told('ocsf'))).not.toMatch(/Ada|10\.0\.0\.7/);
  });

  it('names a source although nobody asked over the network', () => {
    const { src_endpoint } = told(
      'ocsf',
      entryOf({ request: { ...RECORD.request, operation: null, ip: null } }),
    );

    expect(src_endpoint).toEqual({ name: 'localhost' });
    expect(told('ocsf', entryOf({ request: { ...RECORD.request, operation: null } }))).toMatchObject({
      api: { operation: 'experiment.start' },
    });
  });
});

describe('an entry that the database has lost', () => {
  const lost = { index: 41, leafHash: Buffer.alloc(32), record: null, personal: null };

  it('stands in the native format as what it is', () => {
    expect(told('jsonl', lost)).toEqual({ index: 41, leafHash: '0'.repeat(64), record: null });
  });

  it.each(['cloudevents', 'ocsf'] as const)('ends an export as %s, which could not tell of it', format => {
    expect(() => lineOf(lost, format, 'probity')).toThrow('there is no entry of the audit log at place "41"');
  });
});
