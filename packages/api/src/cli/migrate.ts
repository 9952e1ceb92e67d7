import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { note, print } from './output.js';

const EXAMPLES = `Examples:
  probity migrate
  DATABASE_URL=postgres://me@db/probity probity migrate
  npm run migrate -- --write-schema        # after adding a migration
`;

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the newest schema; serve does it by itself')
    .option('--write-schema', 'rewrite migrations/schema.sql from the migrations')
    .addHelpText('before', EXAMPLES)
    .action(migrateDatabase);
}

async function migrateDatabase({ writeSchema }: { writeSchema?: true }): Promise<void> {
  const { databaseUrl, dataDirectory } = readConfig();
  const { SCHEMA_FILE, migrate, startEmbedded, writeSchemaFile } = await import('../postgres/index.js');
  const embedded = databaseUrl === null ? await startEmbedded(dataDirectory, { onProgress: note }) : null;
  const url = databaseUrl ?? embedded?.url ?? '';
  try {
    const { applied } = await migrate(url, { onProgress: note });
    print(applied.length === 0 ? 'the schema is up to date' : `applied ${applied.join(', ')}`);
    if (writeSchema) {
      await writeSchemaFile(url);
      print(`wrote ${SCHEMA_FILE}`);
    }
  } finally {
    await embedded?.stop();
  }
}
