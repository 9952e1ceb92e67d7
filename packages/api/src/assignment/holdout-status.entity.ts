import { Field, Float, ObjectType } from 'type-graphql';
import { Key } from '../kernel/scalars.js';
import { HoldoutVerdict } from './assignment.enums.js';

@ObjectType({ description: 'What one holdout says of one recipient.' })
export class HoldoutMembership {
  @Field(() => Key, { description: 'The holdout.' })
  holdoutKey!: string;

  @Field(() => HoldoutVerdict, { description: 'Whether it keeps the recipient out, and if not, why not.' })
  verdict!: `${HoldoutVerdict}`;

  @Field(() => Float, { description: 'The bucket in [0, 1), by the seed of the holdout.' })
  bucket!: number;

  @Field(() => Float, { description: 'Members are those whose bucket lies below this share.' })
  share!: number;
}

@ObjectType({ description: 'Whether one recipient is held out.' })
export class HoldoutStatus {
  @Field(() => Boolean, { description: 'Whether any holdout keeps the recipient out.' })
  isHeldOut!: boolean;

  @Field(() => Key, {
    nullable: true,
    description: 'The first holdout that does; null if none, or one that the caller is not told of.',
  })
  holdoutKey!: string | null;

  @Field(() => [HoldoutMembership], {
    description: 'Every holdout that is not closed and that the caller may be told of, in the order asked.',
  })
  holdouts!: HoldoutMembership[];

  @Field(() => String, { description: 'Names the plan that gave the answer.' })
  planVersion!: string;
}
