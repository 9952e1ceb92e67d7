import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { ApplicationRole } from '../../packages/api/src/postgres/index.js';

/** A connection of the test's own, for looking at rows or for going around the doors. Close it. */
export async function connectionTo(url: string, role?: ApplicationRole): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  if (role) await client.query(`set role ${role}`);
  return client;
}

/** Asks one question of a database. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = await connectionTo(url);
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Tables whose every row changes by a command only, with a row that PostgreSQL would take. */
export const GOVERNED = [
  {
    table: 'experiments',
    subject: 'Experiment',
    values: (id: string) => ({
      id,
      version: 1,
      key: `key-${id}`,
      name: 'Name',
      hypothesis: 'Hypothesis',
      status: 'DRAFT',
      assignment_source: 'HASHED',
      seed: id,
      variants: JSON.stringify([
        { key: 'a', weightBp: 4000 },
        { key: 'b', weightBp: 6000 },
      ]),
      allocation_bp: 10_000,
      phases: '[]',
      created_at: new Date(0),
    }),
  },
  {
    table: 'metrics',
    subject: 'Metric',
    values: (id: string) => ({
      id,
      version: 1,
      key: `key-${id}`,
      name: 'Name',
      description: '',
      kind: 'PROPORTION',
      outcome_types: ['ordered'],
      aggregation: 'COUNT',
      direction: 'INCREASE',
      created_at: new Date(0),
    }),
  },
  {
    table: 'holdouts',
    subject: 'Holdout',
    values: (id: string) => ({
      id,
      version: 1,
      key: `key-${id}`,
      name: 'Name',
      status: 'OPEN',
      scope: 'MARKET',
      market: 'DE',
      size_bp: 500,
      sizes: '[]',
      seed: id,
      exemptions: '[]',
      list_size: 1,
      base_rate: 0.5,
      opened_at: new Date(0),
    }),
  },
  {
    table: 'layers',
    subject: 'Layer',
    values: (id: string) => ({
      id,
      version: 1,
      key: `key-${id}`,
      name: 'Name',
      seed: id,
      created_at: new Date(0),
    }),
  },
  {
    table: 'suppressions',
    subject: 'Suppression',
    values: (id: string) => ({
      id,
      version: 1,
      scope: 'GLOBAL',
      target_id: id,
      reason: 'MANUAL',
      since: new Date(0),
      last_at: new Date(0),
      source: 'PERSON',
      recorded_by: 'test',
      recorded_at: new Date(0),
    }),
  },
  {
    table: 'consent_notices',
    subject: 'ConsentNotice',
    values: (id: string) => ({
      id,
      version: 1,
      key: `key-${id}`,
      notice_version: 1,
      locale: 'en',
      mechanism: 'OPT_IN',
      purposes: ['MARKETING_EMAIL'],
      text: 'text',
      text_hash: createHash('sha256').update('text').digest('hex'),
      published_at: new Date(0),
    }),
  },
  {
    table: 'jurisdictions',
    subject: 'Jurisdiction',
    values: (id: string) => ({
      id,
      version: 1,
      key: `J${id.slice(0, 30).toUpperCase()}`,
      name: 'Name',
      regions: [],
      bases: '[]',
      deadlines: '[]',
      sources: '[]',
      note: '',
      amended_at: new Date(0),
    }),
  },
  {
    table: 'api_keys',
    subject: 'ApiKey',
    values: (id: string) => ({
      id,
      version: 1,
      name: 'Name',
      role: 'viewer',
      prefix: 'pk_00000000',
      secret_hash: id,
      created_at: new Date(0),
    }),
  },
  {
    table: 'sessions',
    subject: 'Session',
    values: (id: string) => ({
      id,
      version: 1,
      person_name: 'Name',
      roles: ['viewer'],
      link_hash: id,
      link_expires_at: new Date(0),
      offered_at: new Date(0),
    }),
  },
  {
    table: 'teams',
    subject: 'Team',
    values: (id: string) => ({ id, version: 1, key: `key-${id}`, name: 'Name', created_at: new Date(0) }),
  },
  {
    table: 'users',
    subject: 'User',
    values: (id: string) => ({
      id,
      version: 1,
      email: `${id}@example.com`,
      name: 'Name',
      status: 'INVITED',
      roles: ['viewer'],
      teams: [],
      session_epoch: 1,
      recovery_codes: [],
      invited_at: new Date(0),
    }),
  },
] as const;

export type Governed = (typeof GOVERNED)[number];

/** Inserts a governed row, past the doors. */
export async function insertRow(client: pg.Client, { table, values }: Governed): Promise<string> {
  const id = randomUUID();
  const row = values(id);
  const places = Object.keys(row).map((_name, index) => `$${index + 1}`);
  await client.query(
    `insert into ${table} (${Object.keys(row).join(', ')}) values (${places.join(', ')})`,
    Object.values(row),
  );
  return id;
}

/** Writes an audit row, past the doors. */
export const insertAudit = (client: pg.Client, subjectType: string, subjectId: string) =>
  client.query(
    `insert into audit_entries
       (at, actor_type, actor_id, actor_name, action, outcome, subject_type, subject_id, subject_key, request_id,
        entry_id, leaf_hash)
     values (now(), 'SYSTEM', 'test', 'test', 'test.write', 'ALLOWED', $1, $2, 'key', 'test',
             gen_random_uuid(), sha256('not that of the entry'))`,
    [subjectType, subjectId],
  );
