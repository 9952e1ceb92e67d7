import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { DateTime, Key } from '../kernel/scalars.js';
import { ExperimentResults } from './result.entity.js';
import { experimentResults } from './result.queries.js';

@Resolver()
export class ResultResolver {
  @Query(() => ExperimentResults, {
    description: 'What an experiment shows, by the design registered at its start.',
  })
  experimentResults(
    @Ctx() { look, now }: Context,
    @Arg('key', () => Key, { description: 'The experiment.' }) key: string,
    @Arg('asOf', () => DateTime, {
      nullable: true,
      description: 'Count what is recorded up to here; now unless given.',
    })
    asOf?: Date,
    @Arg('phase', () => Int, { nullable: true, description: 'The phase; the latest unless given.' })
    phase?: number,
    @Arg('dimension', () => String, {
      nullable: true,
      description:
        'Break down by this dimension of the exposures as well, for example "market". Exploratory.',
    })
    dimension?: string,
  ): Promise<ExperimentResults> {
    return experimentResults(look, { key, asOf, phase, dimension }, now());
  }
}
