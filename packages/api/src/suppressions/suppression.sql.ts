import { binaryArray } from '../kernel/binary-array.js';
import type { Claimed } from './claim.rules.js';

/** A suppression that was told as a fact: by which outcome, if one did. */
export interface SuppressionFact extends Claimed {
  readonly id: string;
  readonly outcomeId: string | null;
}

/** What all of a call have in common. */
export interface Telling {
  readonly source: 'IMPORT' | 'OUTCOME';
  readonly by: string;
  readonly at: Date;
}

/** Gives a value a place among the parameters of a statement. */
export type Bind = (value: unknown) => string;

const OF_ONE = 'scope, target_id, brand, purpose, reason';
/** The index that lets one stand. */
const STANDING = `(target_id, scope, reason, (coalesce(brand, '')), (coalesce(purpose, ''))) where lifted_at is null`;
const LATER = `nullif(greatest(coalesce(suppressions.until, 'infinity'), coalesce(excluded.until, 'infinity')), 'infinity')`;

/**
 * Adds what was told to what stands: it can begin earlier, have happened again, and last longer. What tells nothing new
 * changes nothing, and in one order two calls wait for each other instead of deadlocking.
 *
 * @param only what else the facts are joined with, so that only some of them count
 */
export const telling = (
  facts: readonly SuppressionFact[],
  { source, by, at }: Telling,
  bind: Bind,
  only = '',
) => {
  const told = toldIn(facts, bind);
  return `insert into suppressions (id, version, ${OF_ONE}, since, last_at, until, source, recorded_by, recorded_at)
    select (array_agg(told.id order by told.id))[1], 0, ${OF_ONE}, min(told.since), max(told.since),
           nullif(max(coalesce(told.until, 'infinity')), 'infinity'),
           ${bind(source)}::text, ${bind(by)}::text, ${bind(at)}::timestamptz
    from (select ${told}) as told ${only}
    group by ${OF_ONE} order by target_id, scope, reason, brand, purpose
    on conflict ${STANDING} do update
      set since = least(suppressions.since, excluded.since),
          last_at = greatest(suppressions.last_at, excluded.last_at),
          until = ${LATER}
      where excluded.since < suppressions.since or excluded.last_at > suppressions.last_at
         or ${LATER} is distinct from suppressions.until
    returning xmax = 0 as is_new`;
};

/** The facts, column by column. */
function toldIn(facts: readonly SuppressionFact[], bind: Bind): string {
  const column = (
    name: string,
    type: 'uuid' | 'text' | 'timestamptz',
    of: (fact: SuppressionFact) => unknown,
  ) => `unnest(${bind(binaryArray(type, facts.map(of)))}::${type}[]) as ${name}`;
  return [
    column('id', 'uuid', ({ id }) => id),
    column('outcome_id', 'text', ({ outcomeId }) => outcomeId),
    column('scope', 'text', ({ scope }) => scope),
    column('target_id', 'uuid', ({ targetId }) => targetId),
    column('brand', 'text', ({ brand }) => brand),
    column('purpose', 'text', ({ purpose }) => purpose),
    column('reason', 'text', ({ reason }) => reason),
    column('since', 'timestamptz', ({ since }) => since),
    column('until', 'timestamptz', ({ until }) => until),
  ].join(', ');
}
