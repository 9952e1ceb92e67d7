import { Field, Float, InputType, Int } from 'type-graphql';
import { Key } from '../kernel/scalars.js';
import { Aggregation, Direction, MetricKind } from './metric.enums.js';

@InputType({ description: 'A metric to define.' })
export class DefineMetricInput {
  @Field(() => Key, { description: 'The name that designs refer to; it cannot be taken twice.' })
  key!: string;

  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it means and why it matters.' })
  description?: string | null;

  @Field(() => MetricKind, { description: 'How recipients are summed up.' })
  kind!: MetricKind;

  @Field(() => [String], { description: 'The types of outcome counted: 1 to 20.' })
  outcomeTypes!: string[];

  @Field(() => Aggregation, { nullable: true, description: 'SUM unless given for a MEAN, else COUNT.' })
  aggregation?: Aggregation | null;

  @Field(() => [String], { nullable: true, description: 'RATIO only, and there required.' })
  denominatorOutcomeTypes?: string[] | null;

  @Field(() => Aggregation, { nullable: true, description: 'RATIO only: COUNT unless given.' })
  denominatorAggregation?: Aggregation | null;

  @Field(() => Int, {
    nullable: true,
    description: '1 to 8784 hours after the first exposure; all after it unless given.',
  })
  conversionWindowHours?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The most that one recipient's number counts; greater than 0.",
  })
  cap?: number | null;

  @Field(() => String, { nullable: true, description: 'Count only outcomes in this currency (ISO 4217).' })
  currency?: string | null;

  @Field(() => Direction, { nullable: true, description: 'INCREASE unless given.' })
  direction?: Direction | null;
}

@InputType({ description: 'Which metrics: all criteria given must hold.' })
export class MetricFilter {
  @Field(() => String, { nullable: true, description: 'Part of the key, name or description.' })
  q?: string | null;

  @Field(() => MetricKind, { nullable: true, description: 'Only this kind.' })
  kind?: MetricKind | null;

  @Field(() => Boolean, { nullable: true, description: 'Only retired ones, or only those in use.' })
  retired?: boolean | null;

  @Field(() => [Key], { nullable: true, description: 'Only these.' })
  keys?: string[] | null;
}
