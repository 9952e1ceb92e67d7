import { Field, Float, ID, ObjectType } from 'type-graphql';
import { JSONObject, Key } from '../kernel/scalars.js';
import { AssignmentReason } from './assignment.enums.js';

@ObjectType({ description: 'What one recipient gets, and why.' })
export class Assignment {
  @Field(() => Key, { description: 'The experiment asked about.' })
  experimentKey!: string;

  @Field(() => Boolean, { description: 'Whether the recipient gets a variant.' })
  inExperiment!: boolean;

  @Field(() => Key, { nullable: true, description: 'Which one; null outside the experiment.' })
  variantKey!: string | null;

  @Field(() => AssignmentReason, { description: 'Why.' })
  reason!: `${AssignmentReason}`;

  @Field(() => Float, {
    nullable: true,
    description: 'The bucket in [0, 1), by GrowthBook hash version 2; null if not hashed.',
  })
  bucket!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The chance that an eligible recipient gets this variant: weight times allocation times range of the layer.',
  })
  probability!: number | null;

  @Field(() => Key, {
    nullable: true,
    description: 'The holdout that keeps the recipient out; null if none does.',
  })
  holdoutKey!: string | null;

  @Field(() => JSONObject, { nullable: true, description: 'The payload of the variant.' })
  payload!: Readonly<Record<string, unknown>> | null;

  @Field(() => ID, {
    nullable: true,
    description: "The caller's id of the model version behind the variant.",
  })
  modelVersionId!: string | null;

  @Field(() => String, {
    description: 'Names the plan that gave the answer: the same plan gives the same answer, for ever.',
  })
  planVersion!: string;
}

@ObjectType({ description: 'What many recipients get, as columns in the order of the keys asked.' })
export class AssignmentBatch {
  @Field(() => String, { description: 'Names the plan that gave the answers.' })
  planVersion!: string;

  @Field(() => [Key], { nullable: 'items', description: 'The variant of each; null outside the experiment.' })
  variantKeys!: (string | null)[];

  @Field(() => [AssignmentReason], { description: 'Why, for each.' })
  reasons!: `${AssignmentReason}`[];

  @Field(() => [Float], { nullable: 'items', description: 'The bucket of each; null if not hashed.' })
  buckets!: (number | null)[];
}
