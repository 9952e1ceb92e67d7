export { withAdvisoryLock } from './advisory-lock.js';
export { connectionOptions, type ApplicationRole } from './connection-options.js';
export { describeSchema } from './describe-schema.js';
export { migrate, type MigrateOptions } from './migrate.js';
export { MigrationError, type MigrationErrorCode } from './migration-error.js';
export { PostgresStartError, type PostgresStartErrorCode } from './postgres-start-error.js';
export { startEmbedded, type EmbeddedServer } from './start-embedded.js';
export type { StartOptions } from './start-options.js';
export { SCHEMA_FILE, schemaText, writeSchemaFile } from './write-schema-file.js';
