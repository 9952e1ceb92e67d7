import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import type { Context } from '../context.js';
import type { Actor } from '../kernel/actor.js';
import { DomainError } from '../kernel/errors.js';
import { DateTime } from '../kernel/scalars.js';
import { packedRulesOf } from './ability.js';
import type { User } from './user.entity.js';
import { ownAccount } from './user.queries.js';

@ObjectType({ description: 'Who asks, and what they may do.' })
export class Viewer {
  @Field(() => ID, {
    description: 'The id of the person, of the session of a one-time link, or of the API key.',
  })
  id!: string;

  @Field(() => String, { description: 'The name of the person or of the key.' })
  name!: string;

  @Field(() => [String], { description: 'The roles the caller acts in.' })
  roles!: readonly string[];

  @Field(() => [String], { description: 'The keys of the teams that the person is in.' })
  teams!: readonly string[];

  @Field(() => [String], {
    nullable: true,
    description: 'The markets that the caller is limited to; null for all of them.',
  })
  markets!: readonly string[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the person last proved who they are; null for a key.',
  })
  authenticatedAt!: Date | null;

  @Field(() => GraphQLJSON, {
    description: 'The rules the server applies, packed as `unpackRules` of @casl/ability/extra reads them.',
  })
  rules!: unknown[];

  /** Asked for once, whatever is asked of it. */
  account?: Promise<User | null>;

  static of(actor: Actor): Viewer {
    const { id, name, roles, teams = [], markets = null, authenticatedAt = null } = actor;
    return { id, name, roles, teams, markets, authenticatedAt, rules: packedRulesOf(actor) };
  }
}

const accountOf = (viewer: Viewer, { look }: Context): Promise<User | null> =>
  (viewer.account ??= ownAccount(look, viewer.id));

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, {
    description: 'Who asks, and what they may do. UNAUTHENTICATED without a credential.',
  })
  viewer(@Ctx() { actor }: Context): Viewer {
    if (actor.type === 'ANONYMOUS') throw new DomainError('UNAUTHENTICATED', 'sign in or send an API key');
    return Viewer.of(actor);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The e-mail address of the account; null where there is no account.',
  })
  async email(@Root() viewer: Viewer, @Ctx() context: Context): Promise<string | null> {
    return (await accountOf(viewer, context))?.email ?? null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the account has a password.' })
  async hasPassword(@Root() viewer: Viewer, @Ctx() context: Context): Promise<boolean> {
    return Boolean((await accountOf(viewer, context))?.passwordSetAt);
  }

  @FieldResolver(() => Boolean, { description: 'Whether signing in asks for a one-time code.' })
  async hasTotp(@Root() viewer: Viewer, @Ctx() context: Context): Promise<boolean> {
    return Boolean((await accountOf(viewer, context))?.totpConfirmedAt);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the person signs in, and proves again who they are, at the sign-in provider.',
  })
  async hasSingleSignOn(@Root() viewer: Viewer, @Ctx() context: Context): Promise<boolean> {
    return Boolean((await accountOf(viewer, context))?.oidcSubject);
  }
}
