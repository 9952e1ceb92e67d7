import { Field, ObjectType } from 'type-graphql';
import { Key } from '../kernel/scalars.js';
import { Assignment } from './assignment.entity.js';
import { AssignmentTest, TestOutcome } from './assignment.enums.js';

@ObjectType({ description: 'One test that an assignment passes through.' })
export class AssignmentStep {
  @Field(() => AssignmentTest, { description: 'What was asked.' })
  test!: `${AssignmentTest}`;

  @Field(() => Key, { nullable: true, description: 'Of what: the holdout, the layer, the variant.' })
  subjectKey!: string | null;

  @Field(() => TestOutcome, { description: 'What came of it.' })
  outcome!: `${TestOutcome}`;

  @Field(() => String, { description: 'The same in words.' })
  detail!: string;
}

@ObjectType({
  description: 'Why one recipient gets what it gets: every test, in the order in which they are made.',
})
export class Explanation {
  @Field(() => Assignment, { description: 'The answer that the tests lead to.' })
  assignment!: Assignment;

  @Field(() => String, { description: 'The recipient key as it is hashed.' })
  canonicalKey!: string;

  @Field(() => [AssignmentStep], { description: 'The tests.' })
  steps!: AssignmentStep[];
}
