import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { CommandMutation } from '../kernel/mutation.js';
import { DateTime } from '../kernel/scalars.js';
import { requireKnown } from './api-key-scope.rules.js';
import { createApiKey, newApiKey, newRotation, revokeApiKey, rotateApiKey } from './api-key.commands.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeyStatus } from './api-key.enums.js';
import { ApiKeyFilter, CreateApiKeyInput } from './api-key.inputs.js';
import { type UsedApiKey, apiKeys, withLastUse } from './api-key.queries.js';
import { keyStatus } from './api-key.rules.js';
import { operationNames } from './operation-names.js';

const ApiKeyPage = pageOf(ApiKey, 'ApiKey');

@ObjectType({ description: 'A key just made. The secret is shown here and never again.' })
class CreatedApiKey {
  @Field(() => ID, { description: 'The id of the key.' })
  id!: string;

  @Field(() => String, { description: 'The secret, for the header "Authorization: Bearer".' })
  key!: string;
}

@ObjectType({ description: 'A key with another secret, which is shown here and never again.' })
class RotatedApiKey extends CreatedApiKey {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the secret before works as well; null where it has stopped.',
  })
  previousExpiresAt!: Date | null;
}

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => ApiKeyPage, { description: 'The API keys, without their secrets.' })
  apiKeys(
    @Ctx() { look, now }: Context,
    @Arg('filter', () => ApiKeyFilter, { nullable: true, description: 'Which of them; all unless given.' })
    filter?: ApiKeyFilter,
    @Arg('sort', () => [SortInput], { nullable: true, description: 'By NAME, ROLE or CREATED_AT.' })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'Keys a page, at most 100.' }) perPage?: number,
  ) {
    return apiKeys(look, filter ?? {}, { sort, page, perPage }, now());
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When the key was last used, to the minute; null if never.',
  })
  lastUsedAt(@Root() { lastUsedAt }: UsedApiKey): Date | null {
    return lastUsedAt;
  }

  @FieldResolver(() => ApiKeyStatus, { description: 'Whether the key works, and why it does not.' })
  status(@Root() key: UsedApiKey, @Ctx() { now }: Context): `${ApiKeyStatus}` {
    return keyStatus(key, now());
  }

  @CommandMutation(createApiKey, () => CreatedApiKey, 'Makes an API key; its secret is shown once.')
  async createApiKey(
    @Ctx() { change, environment }: Context,
    @Info() { schema }: GraphQLResolveInfo,
    @Arg('input', () => CreateApiKeyInput, { description: 'The key to make.' }) input: CreateApiKeyInput,
  ): Promise<CreatedApiKey> {
    requireKnown(input.operations, operationNames(schema));
    const { name, role, expiresAt, ...scope } = input;
    const key = newApiKey(name, role, expiresAt, { environment, ...scope });
    await change(createApiKey, key);
    return { id: key.id, key: key.secret };
  }

  @CommandMutation(
    rotateApiKey,
    () => RotatedApiKey,
    'Gives an API key another secret, shown once. The one before works as well until the overlap is over, and that before it stops. A key that was unused for too long works again, by its new secret alone.',
  )
  async rotateApiKey(
    @Ctx() { change, environment }: Context,
    @Arg('id', () => ID, { description: 'The id of the key.' }) id: string,
    @Arg('overlapHours', () => Int, {
      defaultValue: 24,
      description: 'For how many hours the secret before works as well, from 0 to 168.',
    })
    overlapHours: number,
  ): Promise<RotatedApiKey> {
    const { rotation, secretOf } = newRotation(id, overlapHours, environment);
    const key = await change(rotateApiKey, rotation);
    return { id, key: secretOf(key), previousExpiresAt: key.previousExpiresAt };
  }

  @CommandMutation(
    revokeApiKey,
    () => ApiKey,
    'Revokes an API key; it stops working everywhere within 5 seconds.',
  )
  async revokeApiKey(
    @Ctx() { change, look }: Context,
    @Arg('id', () => ID, { description: 'The id of the key.' }) id: string,
  ): Promise<ApiKey> {
    const key = await change(revokeApiKey, { id });
    const [used = key] = await withLastUse(look, [key]);
    return used;
  }
}
