export type MigrationErrorCode =
  | 'migration-edited'
  | 'migration-unknown'
  | 'migration-failed'
  | 'migration-needs-roles';

/** Why the database was not migrated. The message says what to do about it; the code never changes. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';

  constructor(
    readonly code: MigrationErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
