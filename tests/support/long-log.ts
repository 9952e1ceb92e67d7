import { DataSource, type EntityManager } from 'typeorm';
import { LogKeeper } from '../../packages/api/src/audit/index.js';
import type { OutsideCheckpoint } from '../../packages/api/src/audit/checkpoint-claims.queries.js';
import { signedCheckpoint } from '../../packages/api/src/audit/checkpoint.rules.js';
import { leafHash } from '../../packages/api/src/audit/merkle.rules.js';
import { type AuditRecord, commitment, recordBytes } from '../../packages/api/src/audit/record.rules.js';
import { rootOf, treeSize } from '../../packages/api/src/audit/tree.queries.js';
import { contentHash } from '../../packages/api/src/kernel/content-hash.js';
import { whenSequenced } from './eventually.js';
import { type House, openHouse } from './house.js';

const SALT = '00112233445566778899aabbccddeeff';
export const LAYERS = 500;
/** A checkpoint is signed after so many entries, and once more so near to the end that both sides of it are soon reached. */
export const EVERY = 5_000;
export const LAST_STRETCH = 150;

/** The sizes of the checkpoints of a log. */
export const checkpointSizes = (size: number): number[] => [
  ...Array.from({ length: Math.ceil(size / EVERY) - 1 }, (_none, index) => (index + 1) * EVERY),
  size - LAST_STRETCH,
  size,
];

const uuid = (kind: string, index: number): string =>
  `0190c5e2-7a5d-7c3e-${kind}-${String(index).padStart(12, '0')}`;

export const layerId = (index: number): string => uuid('9f10', index % LAYERS);

/** The columns of an entry that tells of one more change of a layer; every layer changes in turn. */
export function entryAt(index: number, id = uuid('8f10', index), reason: string | null = null) {
  const version = Math.floor(index / LAYERS) + 1;
  const view = (of: number) =>
    of === 0 ? null : { key: `layer-${index % LAYERS}`, name: `Name ${of}`, archivedAt: null };
  const [before, after] = [view(version - 1), view(version)];
  const isPerson = index % 10 === 0;
  const record: AuditRecord = {
    schema: 1,
    id,
    at: new Date(1_750_000_000_000 + index * 1000).toISOString(),
    actor: {
      type: isPerson ? 'USER' : 'KEY',
      id: 'a1',
      name: isPerson ? commitment(SALT, `Ada ${index}`) : 'a machine',
    },
    onBehalfOf: null,
    action: version === 1 ? 'layer.define' : 'layer.rename',
    outcome: 'ALLOWED',
    subject: { type: 'Layer', id: layerId(index), key: `layer-${index % LAYERS}`, version },
    beforeHash: before && contentHash(before),
    afterHash: contentHash(after),
    patch: [{ op: 'replace', path: '/name', value: `Name ${version}` }],
    reason,
    request: { id: `r${index}`, operation: 'RenameLayer', ip: null },
  };
  return { record, before, after, personal: isPerson ? `Ada ${index}` : null };
}

export type Entry = ReturnType<typeof entryAt>;

const rowOf = ({ record, before, after, personal }: Entry) => ({
  entry_id: record.id,
  at: record.at,
  actor_type: record.actor.type,
  actor_id: record.actor.id,
  actor_name: record.actor.name,
  action: record.action,
  outcome: record.outcome,
  subject_type: record.subject.type,
  subject_id: record.subject.id,
  subject_key: record.subject.key,
  subject_version: record.subject.version,
  before,
  after,
  before_hash: record.beforeHash,
  after_hash: record.afterHash,
  patch: record.patch,
  reason: record.reason,
  request_id: record.request.id,
  operation: record.request.operation,
  leaf: leafHash(recordBytes(record)).toString('hex'),
  personal,
});

/** Writes entries as they would be written by commands, many at once. */
export async function insertEntries(manager: EntityManager, entries: readonly Entry[]): Promise<void> {
  const columns = `entry_id, at, actor_type, actor_id, actor_name, action, outcome, subject_type, subject_id, subject_key,
    subject_version, before, after, before_hash, after_hash, patch, reason, request_id, operation`;
  await manager.query(
    `with told as (
       select * from jsonb_to_recordset($1::jsonb) as row (entry_id uuid, at timestamptz, actor_type text, actor_id text,
         actor_name text, action text, outcome text, subject_type text, subject_id uuid, subject_key text,
         subject_version integer, before jsonb, after jsonb, before_hash text, after_hash text, patch jsonb, reason text,
         request_id text, operation text, leaf text, personal text)
     ), written as (
       insert into audit_entries (${columns}, leaf_hash)
       select entry_id, at, actor_type, actor_id, actor_name, action, outcome, subject_type, subject_id, subject_key,
              subject_version, nullif(before, 'null'), nullif(after, 'null'), before_hash, after_hash, patch, reason,
              request_id, operation, decode(leaf, 'hex')
       from told
       returning id, entry_id
     )
     insert into audit_personal_values (entry_id, entry_number, place, salt, value)
     select entry_id, id, '/actor/name', $2, personal from written join told using (entry_id) where personal is not null`,
    [JSON.stringify(entries.map(rowOf)), SALT],
  );
}

/** A house with a long log, and the owner of its database: a superuser whom no trigger and no right holds up. */
export interface LongLog {
  readonly house: House;
  readonly owner: DataSource;
  readonly size: number;
  /** The checkpoints that were copied out of the database. */
  readonly outside: readonly OutsideCheckpoint[];
  close(): Promise<void>;
}

export async function openLongLog(size: number): Promise<LongLog> {
  const house = await openHouse({ checkEveryMs: 3_600_000 });
  const owner = await new DataSource({ type: 'postgres', url: house.databaseUrl }).initialize();
  for (let from = 0; from < size; from += 5_000) {
    const length = Math.min(5_000, size - from);
    const entries = Array.from({ length }, (_none, index) => entryAt(from + index));
    await owner.transaction(manager => insertEntries(manager, entries));
  }
  await defineLayers(owner);
  const keeper = new LogKeeper(house.application);
  await whenSequenced(async () => {
    await keeper.sequence();
    if ((await treeSize(owner.manager)) < size) throw new Error('not every entry has its place yet');
  });
  const outside = await signAll(house, owner, size);
  await owner.query('analyze');
  const close = async () => {
    await owner.destroy();
    await house.close();
  };
  return { house, owner, size, outside, close };
}

const defineLayers = (owner: DataSource): Promise<void> =>
  owner.transaction(async manager => {
    await manager.query('set local session_replication_role = replica');
    await manager.query(
      `insert into layers (id, version, key, name, seed, created_at)
       select subject_id, count(*), subject_key, 'Name ' || count(*), subject_key, now()
       from audit_entries group by subject_id, subject_key`,
    );
  });

async function signAll(house: House, owner: DataSource, size: number): Promise<OutsideCheckpoint[]> {
  const { origin, privateKey } = house.application.signingKey;
  const outside: OutsideCheckpoint[] = [];
  for (const at of checkpointSizes(size)) {
    const root = await rootOf(owner.manager, at);
    const text = signedCheckpoint({ origin, size: at, root }, privateKey);
    outside.push({ name: `copy ${at}`, text });
    await owner.query(
      'insert into audit_checkpoints (size, root, text, at) values ($1, $2, $3, now()) on conflict do nothing',
      [at, root, text],
    );
  }
  return outside;
}
