import { MigrationError } from './migration-error.js';
import type { Migration } from './migration-files.js';

/** Refuses a database that was migrated by other files than these. `history`: checksums by name. */
export function refuseUnlessPrefix(
  migrations: readonly Migration[],
  history: ReadonlyMap<string, string>,
): void {
  const checksums = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of history) {
    const ours = checksums.get(name);
    if (ours === undefined) {
      throw new MigrationError(
        'migration-unknown',
        `the database has the migration ${name}, which this version of Probity does not know: ` +
          'it was migrated by a newer one. Start that version, or restore a backup from before it.',
      );
    }
    if (ours !== checksum) {
      throw new MigrationError(
        'migration-edited',
        `the migration ${name} was applied to this database and its file has been changed since. ` +
          'Undo the change and put it into a new migration.',
      );
    }
  }
}
