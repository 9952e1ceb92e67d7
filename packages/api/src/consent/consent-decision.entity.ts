import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../kernel/scalars.js';
import { ConsentReason } from './consent-decision.enums.js';

@ObjectType({ description: 'Whether data of a recipient may be used for a purpose, and why.' })
export class ConsentDecision {
  @Field(() => Boolean, { description: 'Whether it may.' })
  isAllowed!: boolean;

  @Field(() => ConsentReason, { description: 'Why.' })
  reason!: `${ConsentReason}`;

  @Field(() => String, { description: 'The same in a sentence.' })
  sentence!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The event that decided; of who is suppressed, the suppression; null where nothing was said.',
  })
  decisiveId!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When that happened.' })
  decisiveAt!: Date | null;

  @Field(() => String, { description: 'The rule that it was decided by.' })
  jurisdiction!: string;

  @Field(() => Int, { description: 'The version of that rule.' })
  jurisdictionVersion!: number;
}

@ObjectType({
  description: 'What may be done with many recipients, as columns in the order of the keys asked.',
})
export class ConsentDecisionBatch {
  @Field(() => [Boolean], { description: 'Whether data of each may be used.' })
  allowed!: boolean[];

  @Field(() => [ConsentReason], { description: 'Why, for each.' })
  reasons!: `${ConsentReason}`[];

  @Field(() => [ID], {
    nullable: 'items',
    description: 'The event that decided, for each; of who is suppressed, the suppression.',
  })
  decisiveIds!: (string | null)[];

  @Field(() => String, { description: 'The rule that it was decided by.' })
  jurisdiction!: string;

  @Field(() => Int, { description: 'The version of that rule.' })
  jurisdictionVersion!: number;
}
