import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { CommandMutation } from '../kernel/mutation.js';
import { Key } from '../kernel/scalars.js';
import { defineMetric, retireMetric } from './metric.commands.js';
import { Metric } from './metric.entity.js';
import { DefineMetricInput, MetricFilter } from './metric.inputs.js';
import { metric, metrics } from './metric.queries.js';

const MetricPage = pageOf(Metric, 'Metric');

@Resolver()
export class MetricResolver {
  @Query(() => MetricPage, { description: 'The metrics that are defined.' })
  metrics(
    @Ctx() { look }: Context,
    @Arg('filter', () => MetricFilter, { nullable: true, description: 'Which metrics.' })
    filter?: MetricFilter,
    @Arg('sort', () => [SortInput], { nullable: true, description: 'By KEY, NAME, KIND or CREATED_AT.' })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Metrics a page, at most 100.' })
    perPage?: number,
  ) {
    return metrics(look, filter ?? {}, { sort, page, perPage });
  }

  @Query(() => Metric, { nullable: true, description: 'One metric; null when there is none of this key.' })
  metric(@Ctx() { look }: Context, @Arg('key', () => Key, { description: 'Its key.' }) key: string) {
    return metric(look, key);
  }

  @CommandMutation(
    defineMetric,
    () => Metric,
    'Defines a metric. It cannot be changed afterwards, only retired.',
  )
  defineMetric(
    @Ctx() { change }: Context,
    @Arg('input', () => DefineMetricInput, { description: 'The metric.' }) input: DefineMetricInput,
  ): Promise<Metric> {
    return change(defineMetric, input);
  }

  @CommandMutation(
    retireMetric,
    () => Metric,
    'Retires a metric: new designs cannot use it, running ones go on.',
  )
  retireMetric(
    @Ctx() { change }: Context,
    @Arg('key', () => Key, { description: 'Its key.' }) key: string,
    @Arg('version', () => Int, { nullable: true, description: 'The version the caller saw.' })
    version?: number,
  ): Promise<Metric> {
    return change(retireMetric, { key, version: version ?? null });
  }
}
