import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What a holdout of some size will be able to tell.' })
export class HoldoutOutlook {
  @Field(() => Float, {
    description:
      'The smallest lift that is found with a power of 80 %, as a share of the base rate, at an alpha of 5 %.',
  })
  smallestLift!: number;

  @Field(() => [String], { description: 'What speaks against this size.' })
  warnings!: string[];
}
