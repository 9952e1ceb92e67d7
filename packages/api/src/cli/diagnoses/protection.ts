import pg from 'pg';
import { type Finding, fail, look, ok, warn } from './finding.js';

const MIGRATE_FIRST = 'run probity migrate first';
const INSUFFICIENT_PRIVILEGE = '42501';
/** pg_trigger.tgtype: before (2) an update (16), a delete (8) and a truncation (32). */
const BEFORE = 2;
const EVERY_CHANGE = 8 | 16 | 32;

/** The application works as roles that own nothing, so that it cannot switch off what protects the data. */
export const ownership = (client: pg.Client): Promise<Finding> =>
  look('ownership', async () => {
    const { rows: roles } = await client.query<{ name: string; mighty: boolean }>(
      `select rolname as name, rolsuper or rolcreaterole or rolcreatedb as mighty from pg_roles
       where rolname in ('probity_app', 'probity_reader')`,
    );
    if (roles.length < 2) return warn('the roles of the application are not there yet', MIGRATE_FIRST);
    const mighty = roles.filter(role => role.mighty).map(({ name }) => name);
    if (mighty.length > 0)
      return fail(`${mighty.join(', ')} may do too much`, 'alter role … nosuperuser nocreatedb');
    const { rows: owned } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_roles r on r.oid = c.relowner
       where r.rolname in ('probity_app', 'probity_reader') limit 5`,
    );
    if (owned.length === 0) return ok('the roles of the application own no table');
    const names = owned.map(({ name }) => name).join(', ');
    return fail(
      `the roles of the application own ${names}`,
      'give them to the owner: alter table … owner to …',
    );
  });

export const auditLog = (client: pg.Client): Promise<Finding> =>
  look('audit log', async () => {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('public.audit_entries') is not null as there`,
    );
    if (!rows[0]?.there) return warn('there is no audit log yet', MIGRATE_FIRST);
    const open = (await weakness(client)) ?? ((await acceptsChange(client)) ? 'it accepted a change' : null);
    if (open === null) return ok('the audit log refuses changes');
    return fail(`the audit log can be changed: ${open}`, 'find out who did this, and restore the schema');
  });

/** What the catalogs tell of triggers that are gone or switched off, and of grants that should not be there. */
async function weakness(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ isGuarded: boolean; granted: boolean }>(
    `select bool_and(coalesce((select bit_or(tgtype) from pg_trigger where tgrelid = kept.oid
         and not tgisinternal and tgenabled in ('O', 'A') and tgtype & $1 <> 0), 0) & $2 = $2) as "isGuarded",
       bool_or((select bool_or(has_table_privilege(rolname, kept.oid, 'update, delete, truncate'))
         from pg_roles where rolname in ('probity_app', 'probity_reader'))) as granted
     from pg_class kept where kept.oid in (
       select to_regclass('public.' || name)
       from unnest(array['audit_entries', 'audit_leaves', 'audit_nodes', 'audit_checkpoints']) as tables (name))`,
    [BEFORE, EVERY_CHANGE],
  );
  const { isGuarded = false, granted = true } = rows[0] ?? {};
  if (!isGuarded) return 'a trigger that refuses changes is missing or disabled';
  return granted ? 'a role of the application is granted to change it' : null;
}

/** Tries it as the owner, and takes it back whatever happens. */
async function acceptsChange(client: pg.Client): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query("set local lock_timeout = '2s'");
    const { rowCount } = await client.query(
      'update public.audit_entries set reason = reason where id = (select max(id) from public.audit_entries)',
    );
    return rowCount !== 0;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === INSUFFICIENT_PRIVILEGE) return false;
    throw error;
  } finally {
    await client.query('rollback');
  }
}
