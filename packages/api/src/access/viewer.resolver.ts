import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import type { Context } from '../context.js';
import type { Actor } from '../kernel/actor.js';
import { DomainError } from '../kernel/errors.js';
import { packedRulesOf } from './ability.js';

@ObjectType({ description: 'Who asks, and what they may do.' })
export class Viewer {
  @Field(() => ID, { description: 'The id of the session or of the API key.' })
  id!: string;

  @Field(() => String, { description: 'The name of the person or of the key.' })
  name!: string;

  @Field(() => [String], { description: 'The roles the caller acts in.' })
  roles!: readonly string[];

  @Field(() => GraphQLJSON, {
    description: 'The rules the server applies, packed as `unpackRules` of @casl/ability/extra reads them.',
  })
  rules!: unknown[];

  static of(actor: Actor): Viewer {
    return { id: actor.id, name: actor.name, roles: actor.roles, rules: packedRulesOf(actor) };
  }
}

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, {
    description: 'Who asks, and what they may do. UNAUTHENTICATED without a credential.',
  })
  viewer(@Ctx() { actor }: Context): Viewer {
    if (actor.type === 'ANONYMOUS') throw new DomainError('UNAUTHENTICATED', 'sign in or send an API key');
    return Viewer.of(actor);
  }
}
