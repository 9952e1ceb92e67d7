import { Arg, Ctx, Field, InputType, Int, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { Alert } from './alert.entity.js';
import { AlertKind } from './alert.enums.js';
import { alerts } from './alert.queries.js';

@InputType({ description: 'Which alerts: all criteria given must hold.' })
export class AlertFilter {
  @Field(() => AlertKind, { nullable: true, description: 'Only of this kind.' })
  kind?: AlertKind | null;

  @Field(() => String, { nullable: true, description: 'Only of what has this name.' })
  subjectKey?: string | null;
}

const AlertPage = pageOf(Alert, 'Alert');

@Resolver()
export class AlertResolver {
  @Query(() => AlertPage, { description: 'What somebody should look at, newest first.' })
  alerts(
    @Ctx() { look }: Context,
    @Arg('filter', () => AlertFilter, { nullable: true, description: 'Which alerts.' }) filter?: AlertFilter,
    @Arg('sort', () => [SortInput], { nullable: true, description: 'By AT or KIND.' }) sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Alerts a page, at most 100.' })
    perPage?: number,
  ) {
    return alerts(look, filter ?? {}, { sort, page, perPage });
  }
}
