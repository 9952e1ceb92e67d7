import type { Metric } from '../metrics/index.js';

/** A statement with its parameters; nothing that a caller wrote stands in the text. */
export interface Statement {
  readonly text: string;
  readonly parameters: unknown[];
}

/** How far back before the first exposure a covariate looks. */
export const COVARIATE_DAYS = 28;

export interface ResultsQuestion {
  readonly experimentId: string;
  readonly phase: number;
  readonly asOf: Date;
  readonly metrics: readonly Metric[];
  readonly covariate: Metric | null;
  /** Break the result down by this dimension of the first exposure as well. */
  readonly dimension: string | null;
}

/**
 * From exposures and outcomes to moments, in one statement: rows never leave PostgreSQL.
 * Only recipients with an outcome that counts are summed up one by one; the others are counted, and are zeros.
 * Sums are of integers and exact decimals, so that the same rows give the same digits in whatever order they are read.
 * The row whose variant is null counts the recipients seen in several; rows with `is_level` are of one dimension value.
 */
export function resultsStatement(question: ResultsQuestion): Statement {
  const { experimentId, phase, asOf, metrics, covariate, dimension } = question;
  const parameters: unknown[] = [experimentId, phase, asOf];
  const bind = (value: unknown, type: string): string => `$${parameters.push(value)}::${type}`;
  const types = bind(typesOf(covariate ? [...metrics, covariate] : metrics), 'text[]');
  const pairs = metrics.map((metric, index) => pairOf(metric, index, covariate, bind));
  const { level, key, levels, grouping } = leveled(dimension === null ? null : bind(dimension, 'text'));
  const text = `
    with exposed as materialized (
      select recipient_id, case when count(*) = 1 then min(variant_key) end as variant, min(occurred_at) as at
             ${level}
      from exposures
      where experiment_id = $1 and phase = $2 and occurred_at <= $3
      group by recipient_id
    ), active as (
      select e.variant${key}, ${pairs.flatMap(({ columns }) => columns).join(', ')}
      from exposed e join outcomes o
        on o.recipient_id = e.recipient_id and o.type = any(${types}) and o.occurred_at <= $3
      group by e.recipient_id, e.variant${key}
    ), sums as (
      select variant, ${levels}, ${pairs.flatMap(({ sums }) => sums).join(', ')} from active group by ${grouping}
    ), sizes as (
      select variant, ${levels}, count(*)::numeric as n from exposed group by ${grouping}
    )
    select sizes.variant, sizes.level, sizes.is_level, n::integer as n, ${pairs.flatMap(({ moments }) => moments).join(', ')}
    from sizes left join sums
      on (sums.variant, sums.level, sums.is_level) is not distinct from (sizes.variant, sizes.level, sizes.is_level)`;
  return { text, parameters };
}

/** The parts of the statement that differ when the result is broken down by the value of a dimension. */
const leveled = (dimension: string | null) =>
  dimension === null
    ? { level: '', key: '', levels: 'null::text as level, false as is_level', grouping: 'variant' }
    : {
        level: `, (array_agg(dimensions ->> ${dimension} order by occurred_at))[1] as level`,
        key: ', e.level',
        levels: 'level, grouping(level) = 0 as is_level',
        grouping: 'grouping sets ((variant), (variant, level))',
      };

/** What the statement says of one metric: a recipient's numbers, their sums in an arm, and the moments from those. */
function pairOf(metric: Metric, index: number, covariate: Metric | null, bind: Bind) {
  const [y, x] = [`y${index}`, `x${index}`];
  const denominator = denominatorOf(metric, covariate, bind);
  const columns = [`${numeratorOf(metric, bind)} as ${y}`];
  const sums = [...sumsOf(y), `(count(*) filter (where ${y} <> 0))::integer as non_zero_${index}`];
  const moments = [...momentsOf(y), `coalesce(non_zero_${index}, 0) as non_zero_${index}`];
  if (denominator === null) return { columns, sums, moments };
  return {
    columns: [...columns, `${denominator} as ${x}`],
    sums: [...sums, ...sumsOf(x), `sum(${y} * ${x})::numeric as sum_${y}_${x}`],
    moments: [
      ...moments,
      ...momentsOf(x),
      `${unbiased(`n * sum_${y}_${x} - sum_${y} * sum_${x}`)} as cov_${index}`,
    ],
  };
}

const sumsOf = (name: string): string[] => [
  `sum(${name})::numeric as sum_${name}`,
  `sum(${name} * ${name})::numeric as sum_${name}_${name}`,
];

const momentsOf = (name: string): string[] => [
  `(coalesce(sum_${name}, 0) / n)::float8 as mean_${name}`,
  `${unbiased(`n * sum_${name}_${name} - sum_${name} * sum_${name}`)} as var_${name}`,
];

/** n² times a central second moment, made unbiased; exact up to the last division. */
const unbiased = (numerator: string): string =>
  `coalesce((${numerator}) / nullif(n * (n - 1), 0), 0)::float8`;

type Bind = (value: unknown, type: string) => string;

const typesOf = (metrics: readonly Metric[]): string[] => [
  ...new Set(metrics.flatMap(metric => [...metric.outcomeTypes, ...(metric.denominatorOutcomeTypes ?? [])])),
];

function numeratorOf(metric: Metric, bind: Bind): string {
  const total = totalOf(metric, metric.outcomeTypes, metric.aggregation, within(metric, bind), bind);
  if (metric.kind === 'PROPORTION') return `(${total} > 0)::integer`;
  return metric.cap === null ? total : `least(${total}, ${bind(metric.cap, 'numeric')})`;
}

/** The denominator of a ratio, or the covariate; null where there is neither. */
function denominatorOf(metric: Metric, covariate: Metric | null, bind: Bind): string | null {
  if (metric.kind === 'RATIO') {
    const types = metric.denominatorOutcomeTypes ?? [];
    return totalOf(metric, types, metric.denominatorAggregation ?? 'COUNT', within(metric, bind), bind);
  }
  if (!covariate) return null;
  const before = `o.occurred_at < e.at and o.occurred_at >= e.at - make_interval(days => ${COVARIATE_DAYS})`;
  const total = totalOf(covariate, covariate.outcomeTypes, covariate.aggregation, before, bind);
  return covariate.kind === 'PROPORTION' ? `(${total} > 0)::integer` : total;
}

function within({ conversionWindowHours: hours }: Metric, bind: Bind): string {
  const after = 'o.occurred_at >= e.at';
  return hours === null
    ? after
    : `${after} and o.occurred_at < e.at + make_interval(hours => ${bind(hours, 'integer')})`;
}

/** One number of a recipient: how many outcomes of these types in a span, or the sum of their values. */
function totalOf(
  { currency, kind }: Metric,
  types: string[],
  aggregation: string,
  span: string,
  bind: Bind,
): string {
  const money = currency === null ? '' : ` and o.currency = ${bind(currency, 'text')}`;
  const filter = `filter (where o.type = any(${bind(types, 'text[]')}) and ${span}${money})`;
  if (aggregation === 'COUNT' || kind === 'PROPORTION') return `(count(*) ${filter})`;
  return `coalesce(sum(o.value) ${filter}, 0)`;
}
