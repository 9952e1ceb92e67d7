import { Field, ID, ObjectType } from 'type-graphql';
import { BasisPoints, JSONObject, Key } from '../kernel/scalars.js';

@ObjectType({ description: 'One of the things compared.' })
export class Variant {
  @Field(() => Key, { description: 'The name that exposures and assignments carry.' })
  key!: string;

  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Field(() => BasisPoints, {
    description: 'Its share of the recipients in the experiment; all sum to 10000.',
  })
  weightBp!: number;

  @Field(() => Boolean, { description: 'Whether the others are compared with it. Exactly one is.' })
  isControl!: boolean;

  @Field(() => JSONObject, {
    nullable: true,
    description: 'What the caller needs to render it, given back on assignment.',
  })
  payload!: Record<string, unknown> | null;

  @Field(() => ID, { nullable: true, description: "The caller's id of the model version that produced it." })
  modelVersionId!: string | null;
}
