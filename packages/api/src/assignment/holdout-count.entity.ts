import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../kernel/scalars.js';

@ObjectType({ description: 'Whom a holdout has kept out so far.' })
export class HoldoutCount {
  @Field(() => Int, { description: 'Recipients who would have been in an experiment and were held out.' })
  members!: number;

  @Field(() => DateTime, { nullable: true, description: 'When the first of them came up.' })
  firstAt!: Date | null;

  @Field(() => Int, { description: 'Members who were shown a variant all the same.' })
  contaminatedMembers!: number;

  @Field(() => Int, { description: 'How often they were.' })
  contaminations!: number;
}
