import type { Ability } from './actor.js';
import type { PermittedColumn, PermittedColumns } from './permitted-column.js';
import { ALWAYS, type Bind, NEVER, type Sql, all, any, compared, not } from './permitted-comparison.js';

/** A condition of a rule, as CASL parses it. */
interface Condition {
  readonly operator: string;
  readonly value: unknown;
  readonly field?: unknown;
}

/**
 * The rows that an actor may do this to, as a condition of SQL: the answer of `ability.can` for each row, and false
 * where no rule matches. Values are bound, and names are those of the entity's own columns. What cannot be said in SQL
 * exactly as CASL means it is a fault, never a guess.
 */
export function permittedSql(
  ability: Ability,
  { verb, noun }: { readonly verb: string; readonly noun: string },
  columns: PermittedColumns,
  bind: Bind,
): Sql {
  // The rule that counts most comes first: it decides wherever it matches, and leaves the rest to the others.
  return ability.rulesFor(verb, noun).reduceRight((others, { ast, inverted, conditions }) => {
    const matches = conditions === undefined ? ALWAYS : conditionSql(ast, columns, bind);
    return inverted ? all([not(matches), others]) : any([matches, others]);
  }, NEVER);
}

/** Whether an actor may do this to all there is of a kind, so that nothing need be asked of each. */
export function isUnlimited(ability: Ability, verb: string, noun: string): boolean {
  const [first] = ability.rulesFor(verb, noun);
  return first !== undefined && !first.inverted && first.conditions === undefined;
}

function conditionSql(condition: Condition | undefined, columns: PermittedColumns, bind: Bind): Sql {
  if (condition === undefined) throw new TypeError('a rule has conditions that nobody can read');
  const { operator, value } = condition;
  const parts = () => (value as Condition[]).map(part => conditionSql(part, columns, bind));
  switch (operator) {
    case 'and':
      return all(parts());
    case 'or':
      return any(parts());
    case 'not':
      return not(all(parts()));
    default:
      return fieldSql(operator, columnOf(condition, columns), value, bind);
  }
}

function columnOf({ field }: Condition, columns: PermittedColumns): PermittedColumn {
  const column = columns.get(String(field));
  if (column) return column;
  throw new TypeError(`a rule names "${String(field)}", which is no column`);
}

function fieldSql(operator: string, column: PermittedColumn, value: unknown, bind: Bind): Sql {
  switch (operator) {
    // A row has each of its columns, be it null.
    case 'exists':
      return value === true ? ALWAYS : NEVER;
    case 'ne':
      return not(compared('eq', column, value, bind));
    case 'nin':
      return not(compared('in', column, value, bind));
    default:
      return compared(operator, column, value, bind);
  }
}
