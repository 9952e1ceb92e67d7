import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface FreshDatabase {
  /** The owner's URL. */
  readonly url: string;
  readonly drop: () => Promise<void>;
}

// Copies are made one at a time: each needs the template for itself.
const LOCK = 0x74656d70;

/** A migrated database of the test's own. */
export function freshDatabase(): Promise<FreshDatabase> {
  return copyOf('probity_template');
}

/** A database with nothing in it, not even the migrations. */
export function emptyDatabase(): Promise<FreshDatabase> {
  return copyOf('template0');
}

async function copyOf(template: string): Promise<FreshDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onMaintenance(async client => {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await create(client, name, template);
  });
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => onMaintenance(client => client.query(`drop database if exists ${name} with (force)`)),
  };
}

/** PostgreSQL waits 5 s by itself for a template that is in use; autovacuum may be at it for longer. */
async function create(client: pg.Client, name: string, template: string, attempts = 3): Promise<void> {
  try {
    await client.query(`create database ${name} template ${template}`);
  } catch (error) {
    const isBusy = error instanceof pg.DatabaseError && error.code === '55006';
    if (!isBusy || attempts === 1) throw error;
    await create(client, name, template, attempts - 1);
  }
}

/** Ending the connection releases the lock. */
async function onMaintenance(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
