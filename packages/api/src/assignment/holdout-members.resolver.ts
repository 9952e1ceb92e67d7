import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { Holdout } from '../holdouts/index.js';
import { HoldoutCount } from './holdout-count.entity.js';
import { holdoutCount } from './holdout-members.queries.js';

@Resolver(() => Holdout)
export class HoldoutMembersResolver {
  @FieldResolver(() => HoldoutCount, { description: 'Who has come up so far, and who was not left alone.' })
  count(@Root() { id }: Holdout, @Ctx() { look }: Context): Promise<HoldoutCount> {
    return holdoutCount(look, id);
  }
}
