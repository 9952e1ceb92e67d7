import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Key } from '../kernel/scalars.js';

export enum DecisionOutcome {
  SHIP = 'SHIP',
  ROLL_BACK = 'ROLL_BACK',
  INCONCLUSIVE = 'INCONCLUSIVE',
}
registerEnumType(DecisionOutcome, {
  name: 'DecisionOutcome',
  description: 'What follows from an experiment.',
  valuesConfig: {
    SHIP: { description: 'A variant becomes what everybody gets.' },
    ROLL_BACK: { description: 'Everything stays as the control.' },
    INCONCLUSIVE: { description: 'The question stays open.' },
  },
});

@ObjectType({ description: 'What was decided, what the data recommended at that moment, and why.' })
export class Decision {
  @Field(() => DecisionOutcome, { description: 'What follows.' })
  outcome!: DecisionOutcome;

  @Field(() => Key, { nullable: true, description: 'The variant shipped.' })
  variantKey!: string | null;

  @Field(() => String, { description: 'Why, in the words of whoever decided.' })
  rationale!: string;

  @Field(() => String, { nullable: true, description: 'What Probity recommended at that moment.' })
  recommendation!: string | null;

  @Field(() => String, { description: 'Who decided.' })
  decidedBy!: string;
}
