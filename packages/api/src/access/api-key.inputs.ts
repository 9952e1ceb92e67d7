import { Field, InputType } from 'type-graphql';
import { DateTime } from '../kernel/scalars.js';
import { ApiKeyStatus } from './api-key.enums.js';

@InputType({ description: 'A key to make.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'What the key is for.' })
  name!: string;

  @Field(() => String, { description: 'The role that the holder acts in, for example "model" or "esp".' })
  role!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'The only operations that it may use: names of queries and mutations of this API, or "features" for the payload of SDKs. OFREP is "assignment". All that the role may unless given.',
  })
  operations?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The only markets whose experiments it is for; all unless given.',
  })
  markets?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The only networks that it may be used from, as CIDR, version 4 or 6; all unless given.',
  })
  addresses?: string[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the key stops working by itself: within a year, and in a year unless given.',
  })
  expiresAt?: Date | null;
}

@InputType({ description: 'Which API keys to list.' })
export class ApiKeyFilter {
  @Field(() => String, { nullable: true, description: 'A part of the name.' })
  q?: string | null;

  @Field(() => String, { nullable: true, description: 'The role.' })
  role?: string | null;

  @Field(() => [ApiKeyStatus], { nullable: true, description: 'Any of these.' })
  status?: ApiKeyStatus[] | null;
}
