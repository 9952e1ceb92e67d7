import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describeSchema } from './describe-schema.js';
import { migrate } from './migrate.js';
import { MIGRATIONS } from './migration-files.js';

/** The database on one page, committed; a test compares it with what the migrations make. */
export const SCHEMA_FILE = join(MIGRATIONS, 'schema.sql');

const HEADER = `-- The database on one page: what the migrations make of an empty one. Written by \`npm run migrate -- --write-schema\`;
-- do not edit.
`;

/**
 * Rewrites the file from the migrations alone: in a database of its own, made
 * beside that of `url` and dropped afterwards. The user must be able to create databases.
 */
export async function writeSchemaFile(url: string, file = SCHEMA_FILE): Promise<void> {
  await writeFile(file, await schemaText(url));
}

/** The text that the file should have. */
export async function schemaText(url: string): Promise<string> {
  const name = `probity_schema_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(`create database ${name} template template0`);
    const scratch = new URL(url);
    scratch.pathname = `/${name}`;
    await migrate(scratch.href);
    return `${HEADER}\n${await describeSchema(scratch.href)}`;
  } finally {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
  }
}
