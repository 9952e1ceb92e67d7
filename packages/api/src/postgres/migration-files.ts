import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's migrations: the same number of levels up from src and from dist. */
export const MIGRATIONS = fileURLToPath(new URL('../../../../migrations', import.meta.url));

export interface Migration {
  readonly name: string;
  readonly checksum: string;
  readonly sql: string;
}

/** The migrations of a directory in the order of their names: `0001-roles.sql`, ... */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter(name => /^\d{4}-.+\.sql$/.test(name));
  return Promise.all(
    names.toSorted().map(async name => {
      // Git may have checked the file out with other line ends.
      const sql = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
