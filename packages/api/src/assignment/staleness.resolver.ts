import { type ClassType, Ctx, FieldResolver, Int, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { Assignment, AssignmentBatch } from './assignment.entity.js';
import { Explanation } from './explanation.entity.js';
import { HoldoutStatus } from './holdout-status.entity.js';

/** Every answer of the plan tells whether the plan is known to be the current one. */
const stalenessOf = (answer: ClassType<object>) => {
  @Resolver(() => answer)
  class StalenessResolver {
    @FieldResolver(() => Int, {
      nullable: true,
      description:
        'Null while the plan is known to be current; else for how many seconds that has not been known.',
    })
    staleSeconds(@Ctx() { plans }: Context): number | null {
      return plans.staleSeconds;
    }
  }
  return StalenessResolver;
};

export const StalenessResolvers = [Assignment, AssignmentBatch, HoldoutStatus, Explanation].map(stalenessOf);
