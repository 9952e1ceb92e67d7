import { Arg, Ctx, Field, ID, InputType, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { newSecret } from '../kernel/ids.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { CommandMutation } from '../kernel/mutation.js';
import { DateTime } from '../kernel/scalars.js';
import { createApiKey, newApiKey, revokeApiKey } from './api-key.commands.js';
import { ApiKey } from './api-key.entity.js';
import { apiKeys, lastUses } from './api-key.queries.js';
import { endSession, openSession } from './session.commands.js';
import { Viewer } from './viewer.resolver.js';

@ObjectType({ description: 'An API key in a list, with its last use.' })
class ListedApiKey extends ApiKey {
  @Field(() => DateTime, { nullable: true, description: 'When the key was last used, to the minute.' })
  lastUsedAt!: Date | null;
}

const ApiKeyPage = pageOf(ListedApiKey, 'ApiKey');

@ObjectType({ description: 'A key just made. The secret is shown here and never again.' })
class CreatedApiKey {
  @Field(() => ID, { description: 'The id of the key.' })
  id!: string;

  @Field(() => String, { description: 'The secret, for the header "Authorization: Bearer".' })
  key!: string;
}

@InputType({ description: 'A key to make.' })
class CreateApiKeyInput {
  @Field(() => String, { description: 'What the key is for.' })
  name!: string;

  @Field(() => String, { description: 'The role that the holder acts in, for example "model" or "esp".' })
  role!: string;

  @Field(() => DateTime, { nullable: true, description: 'When the key stops working by itself.' })
  expiresAt?: Date | null;
}

@Resolver()
export class AccessResolver {
  @Query(() => ApiKeyPage, { description: 'The API keys, without their secrets.' })
  async apiKeys(
    @Ctx() { look }: Context,
    @Arg('sort', () => [SortInput], { nullable: true, description: 'By NAME, ROLE or CREATED_AT.' })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Keys a page, at most 100.' }) perPage?: number,
  ) {
    const { items, total } = await apiKeys(look, { sort, page, perPage });
    const uses = await lastUses(
      look,
      items.map(({ id }) => id),
    );
    return { items: items.map(key => ({ ...key, lastUsedAt: uses.get(key.id) ?? null })), total };
  }

  @CommandMutation(createApiKey, () => CreatedApiKey, 'Makes an API key; its secret is shown once.')
  async createApiKey(
    @Ctx() { change }: Context,
    @Arg('input', () => CreateApiKeyInput, { description: 'The key to make.' }) input: CreateApiKeyInput,
  ): Promise<CreatedApiKey> {
    const key = newApiKey(input.name, input.role, input.expiresAt);
    await change(createApiKey, key);
    return { id: key.id, key: key.secret };
  }

  @CommandMutation(
    revokeApiKey,
    () => ApiKey,
    'Revokes an API key; it stops working everywhere within 5 seconds.',
  )
  revokeApiKey(
    @Ctx() { change }: Context,
    @Arg('id', () => ID, { description: 'The id of the key.' }) id: string,
  ): Promise<ApiKey> {
    return change(revokeApiKey, { id });
  }

  @CommandMutation(
    openSession,
    () => Viewer,
    'Signs in with the token of a one-time link; sets the session cookie.',
  )
  async signIn(
    @Ctx() { change, session }: Context,
    @Arg('token', () => String, { description: 'The token from the link.' }) token: string,
  ): Promise<Viewer> {
    const cookieSecret = newSecret();
    const opened = await change(openSession, { token, cookieSecret });
    session.begin(cookieSecret, opened.expiresAt);
    return Viewer.of({ type: 'USER', id: opened.id, name: opened.personName, roles: opened.roles });
  }

  @CommandMutation(endSession, () => Viewer, 'Signs out: the session ends here and on every other process.')
  async signOut(@Ctx() { actor, change, session }: Context): Promise<Viewer> {
    await change(endSession, { id: actor.id });
    session.end();
    return Viewer.of(actor);
  }
}
