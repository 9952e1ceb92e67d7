/** The names that contain a text, of those that `column` has: from one to the next, not row by row. $1 is the pattern. */
const namesOf = (table: string, column: string, condition: string): string => `
with recursive names as (
  (select min(${column}) as name from ${table} where ${condition})
  union all
  select (select min(${column}) from ${table} where ${condition} and ${column} > names.name)
  from names where names.name is not null
)
select name from names where name ilike $1`;

export const ACTIONS = namesOf('audit_entries', 'action', 'true');
export const MACHINE_NAMES = namesOf('audit_entries', 'actor_name', `actor_type <> 'USER'`);
export const PEOPLE_NAMES = namesOf('audit_personal_values', 'value', `place = '/actor/name'`);

/** The entries of these actors. */
export const BY_ACTOR = `select id from audit_entries where actor_type <> 'USER' and actor_name = any (:machines)
  union all select entry_number from audit_personal_values where place = '/actor/name' and value = any (:people)`;

/** The entries about what has this name. */
export const BY_SUBJECT_KEY = `select id from audit_entries where subject_key = :subjectKey
  union all select entry_number from audit_personal_values where place = '/subject/key' and value = :subjectKey`;

/** Nearly all entries are of what was allowed: to leave out the few others spares reading what became of each. */
export const REFUSED = `select from audit_entries refused where refused.outcome <> 'ALLOWED'`;

/** The entries of a time, by an index that has their numbers. */
export const BY_TIME =
  'select id from audit_entries where at >= :since::timestamptz and at < :until::timestamptz';

/** `offset 0`: else PostgreSQL looks for the first number by number, through all that are older. */
export const NUMBERS_BETWEEN = `select min(id) as first, max(id) as last from (
  select id from audit_entries
  where at >= coalesce($1::timestamptz, '-infinity') and at < coalesce($2::timestamptz, 'infinity') offset 0
) as entries`;
