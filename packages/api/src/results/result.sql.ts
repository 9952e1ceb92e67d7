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
 * Sums are of exact decimals, so that the same rows give the same digits in whatever order they are read.
 * The row whose variant is null counts the recipients seen in several; rows with `is_level` are of one dimension value.
 */
export function resultsStatement(question: ResultsQuestion): Statement {
  const { experimentId, phase, asOf, metrics, covariate, dimension } = question;
  const parameters: unknown[] = [experimentId, phase, asOf];
  const bind = (value: unknown, type: string): string => `$${parameters.push(value)}::${type}`;
  const types = bind(typesOf(covariate ? [...metrics, covariate] : metrics), 'text[]');
  const columns = metrics.flatMap((metric, index) => [
    `${numeratorOf(metric, bind)} as y${index}`,
    `${denominatorOf(metric, covariate, bind)} as x${index}`,
  ]);
  const { level, levels, grouping } = leveled(dimension === null ? null : bind(dimension, 'text'));
  const text = `
    with exposed as materialized (
      select recipient_id, case when count(*) = 1 then min(variant_key) end as variant, min(occurred_at) as at,
             ${level} as level
      from exposures
      where experiment_id = $1 and phase = $2 and occurred_at <= $3
      group by recipient_id
    ), recipients as (
      select e.variant, e.level, ${columns.join(', ')}
      from exposed e left join outcomes o
        on o.recipient_id = e.recipient_id and o.type = any(${types}) and o.occurred_at <= $3
      group by e.recipient_id, e.variant, e.level
    )
    select variant, ${levels}, count(*)::integer as n, ${metrics.map((_metric, index) => momentsOf(index)).join(', ')}
    from recipients group by ${grouping}`;
  return { text, parameters };
}

/** The parts of the statement that differ when the result is broken down by the value of a dimension. */
const leveled = (dimension: string | null) =>
  dimension === null
    ? { level: 'null::text', levels: 'null::text as level, false as is_level', grouping: 'variant' }
    : {
        level: `(array_agg(dimensions ->> ${dimension} order by occurred_at))[1]`,
        levels: 'level, grouping(level) = 0 as is_level',
        grouping: 'grouping sets ((variant), (variant, level))',
      };

type Bind = (value: unknown, type: string) => string;

const typesOf = (metrics: readonly Metric[]): string[] => [
  ...new Set(metrics.flatMap(metric => [...metric.outcomeTypes, ...(metric.denominatorOutcomeTypes ?? [])])),
];

function numeratorOf(metric: Metric, bind: Bind): string {
  const total = totalOf(metric, metric.outcomeTypes, metric.aggregation, within(metric, bind), bind);
  if (metric.kind === 'PROPORTION') return `(${total} > 0)::integer::numeric`;
  return metric.cap === null ? total : `least(${total}, ${bind(metric.cap, 'numeric')})`;
}

function denominatorOf(metric: Metric, covariate: Metric | null, bind: Bind): string {
  if (metric.kind === 'RATIO') {
    const types = metric.denominatorOutcomeTypes ?? [];
    return totalOf(metric, types, metric.denominatorAggregation ?? 'COUNT', within(metric, bind), bind);
  }
  if (!covariate) return '0::numeric';
  const before = `o.occurred_at < e.at and o.occurred_at >= e.at - make_interval(days => ${COVARIATE_DAYS})`;
  const total = totalOf(covariate, covariate.outcomeTypes, covariate.aggregation, before, bind);
  return covariate.kind === 'PROPORTION' ? `(${total} > 0)::integer::numeric` : total;
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
  if (aggregation === 'COUNT' || kind === 'PROPORTION') return `(count(*) ${filter})::numeric`;
  return `coalesce(sum(o.value) ${filter}, 0)`;
}

const momentsOf = (index: number): string => {
  const [y, x] = [`y${index}`, `x${index}`];
  return `
      avg(${y})::float8 as mean_${y}, coalesce(var_samp(${y}), 0)::float8 as var_${y},
      avg(${x})::float8 as mean_${x}, coalesce(var_samp(${x}), 0)::float8 as var_${x},
      coalesce((count(*) * sum(${y} * ${x}) - sum(${y}) * sum(${x})) / nullif(count(*) * (count(*) - 1), 0), 0)::float8
        as cov_${index},
      (count(*) filter (where ${y} <> 0))::integer as non_zero_${index}`;
};
