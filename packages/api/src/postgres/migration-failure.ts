import pg from 'pg';
import { MigrationError } from './migration-error.js';
import type { Migration } from './migration-files.js';

const ROLES = ['probity_app', 'probity_reader'];
const INSUFFICIENT_PRIVILEGE = '42501';

/** Turns what the database said into what to do. */
export async function explain(client: pg.Client, error: unknown, migration?: Migration): Promise<unknown> {
  if (!(error instanceof pg.DatabaseError)) return error;
  const lacking = error.code === INSUFFICIENT_PRIVILEGE ? await missingRoles(client) : undefined;
  if (lacking !== undefined && migration !== undefined) return needsRoles(lacking, error);
  const where =
    migration === undefined ? 'schema_migrations' : `${migration.name}${lineOf(error, migration)}`;
  const advice =
    error.code === INSUFFICIENT_PRIVILEGE ? '. The user of DATABASE_URL must own the database' : '';
  return new MigrationError('migration-failed', `${where}: ${error.message}${advice}`, { cause: error });
}

/** The account that must be a member of the roles, quoted, if there is a role that it is not a member of. */
async function missingRoles(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ account: string; memberships: number }>(
    `select quote_ident(current_user) as account,
            (select count(*)::int from pg_roles
              where rolname = any($1) and pg_has_role(current_user, oid, 'member')) as memberships`,
    [ROLES],
  );
  const [row] = rows;
  return row !== undefined && row.memberships < ROLES.length ? row.account : undefined;
}

function needsRoles(account: string, cause: pg.DatabaseError): MigrationError {
  const statements = ROLES.map(role => `  create role ${role} nologin role ${account};`).join('\n');
  return new MigrationError(
    'migration-needs-roles',
    `the user ${account} of DATABASE_URL may not create roles. Let an administrator of the server run\n` +
      `${statements}\nand start again.`,
    { cause },
  );
}

function lineOf(error: pg.DatabaseError, migration: Migration): string {
  if (error.position === undefined) return '';
  return `:${migration.sql.slice(0, Number(error.position)).split('\n').length}`;
}
