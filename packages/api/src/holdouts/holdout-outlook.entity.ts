import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What a holdout of some size will be able to tell.' })
export class HoldoutOutlook {
  @Field(() => Float, {
    nullable: true,
    description:
      'The smallest lift that is found with a power of 80 %, as a share of the base rate, at an alpha of 5 %; null where none is.',
  })
  smallestLift!: number | null;

  @Field(() => [String], { description: 'What speaks against this size.' })
  warnings!: string[];
}
