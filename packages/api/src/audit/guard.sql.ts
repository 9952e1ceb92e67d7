/** The first trigger that is not there or not switched on, or that is another one of the same name. $1 is JSON. */
export const WEAKENED = `
select "table", trigger, t.oid is not null as "isThere"
from rows from (jsonb_to_recordset($1::jsonb)
       as ("table" text, trigger text, fires smallint, argument text, source text)) with ordinality
       as asked ("table", trigger, fires, argument, source, place)
left join pg_trigger t on tgrelid = to_regclass("table") and tgname = trigger and tgenabled in ('O', 'A')
left join pg_proc p on p.oid = tgfoid
where t.oid is null or tgtype <> fires or tgqual is not null or tgattr <> ''::int2vector
   or tgargs <> case when argument is null then '' else convert_to(argument, 'UTF8') || '\\x00' end
   or encode(sha256(convert_to(prosrc, 'UTF8')), 'hex') <> source
order by place limit 1`;

/** For whom triggers that are switched on do not fire: this session, or those of a role or a database. */
export const BYPASSED = `
select 'this session' as who where current_setting('session_replication_role') <> 'origin'
union all
select coalesce('the role ' || (select rolname from pg_roles where oid = setrole), 'every role')
from pg_db_role_setting cross join unnest(setconfig) as setting
where setting like 'session\\_replication\\_role=%' and setting <> 'session_replication_role=origin'
  and setdatabase in (0, (select oid from pg_database where datname = current_database()))
limit 1`;
