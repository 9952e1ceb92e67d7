import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime, Key } from '../kernel/scalars.js';
import {
  CheckStatus,
  ComparisonStatus,
  GuardrailStatus,
  MetricRole,
  Recommendation,
  RelativeStatus,
  ResultStatus,
} from './result.enums.js';

@ObjectType({ description: 'A range of values. An end that is null is unbounded.' })
export class Interval {
  @Field(() => Float, { nullable: true, description: 'The lower end.' })
  lower!: number | null;

  @Field(() => Float, { nullable: true, description: 'The upper end.' })
  upper!: number | null;

  @Field(() => Float, { description: 'Its level, for example 0.95.' })
  level!: number;
}

@ObjectType({ description: 'How a number was computed.' })
export class MethodNote {
  @Field(() => String, { description: 'The method.' })
  name!: string;

  @Field(() => String, { description: 'Where it is described.' })
  source!: string;
}

@ObjectType({ description: 'A check of the data, before any comparison is believed.' })
export class Check {
  @Field(() => String, { description: 'For example "sample-ratio".' })
  name!: string;

  @Field(() => CheckStatus, { description: 'What it found.' })
  status!: CheckStatus;

  @Field(() => Float, { nullable: true, description: 'The p-value, where the check is a test.' })
  pValue!: number | null;

  @Field(() => String, { description: 'What it found, in words.' })
  detail!: string;
}

@ObjectType({ description: 'One variant, summed up for one metric.' })
export class ArmSummary {
  @Field(() => Key, { description: 'The variant.' })
  variantKey!: string;

  @Field(() => Int, { description: 'Recipients exposed to it and to no other variant.' })
  units!: number;

  @Field(() => Float, { nullable: true, description: 'The mean, share or ratio; null without recipients.' })
  mean!: number | null;

  @Field(() => Float, { nullable: true, description: 'Standard deviation over recipients, divisor n - 1.' })
  standardDeviation!: number | null;
}

@ObjectType({ description: 'A variant against the control: always variant minus control.' })
export class Comparison {
  @Field(() => Key, { description: 'The variant.' })
  variantKey!: string;

  @Field(() => Key, { description: 'The control.' })
  controlKey!: string;

  @Field(() => ComparisonStatus, { description: 'Whether they can be compared.' })
  status!: ComparisonStatus;

  @Field(() => Float, {
    nullable: true,
    description: "The difference of the means, in the metric's units. It decides.",
  })
  difference!: number | null;

  @Field(() => Float, { nullable: true, description: 'Its standard error.' })
  standardError!: number | null;

  @Field(() => Interval, { nullable: true, description: 'The interval of the difference.' })
  interval!: Interval | null;

  @Field(() => Float, { nullable: true, description: 'Two-sided; null for the Bayesian method.' })
  pValue!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The p-value adjusted within its family, as the design says.',
  })
  adjustedPValue!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Bayesian method: the chance that the variant is better.',
  })
  chanceToBeat!: number | null;

  @Field(() => Float, { nullable: true, description: "The difference as a share of the control's mean." })
  relativeLift!: number | null;

  @Field(() => Interval, { nullable: true, description: 'The interval of the relative lift.' })
  relativeInterval!: Interval | null;

  @Field(() => RelativeStatus, { description: 'How far the relative lift can be trusted.' })
  relativeStatus!: RelativeStatus;

  @Field(() => GuardrailStatus, { nullable: true, description: 'Guardrails only: what the interval says.' })
  guardrail!: GuardrailStatus | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The share of variance that the covariate removed; null without one.',
  })
  varianceReduction!: number | null;

  @Field(() => MethodNote, { description: 'How it was computed.' })
  method!: MethodNote;
}

@ObjectType({ description: 'The results of one metric.' })
export class MetricResult {
  @Field(() => Key, { description: 'The metric.' })
  metricKey!: string;

  @Field(() => MetricRole, { description: 'What it is for.' })
  role!: MetricRole;

  @Field(() => [ArmSummary], { description: 'The arms, in the order of the variants.' })
  arms!: ArmSummary[];

  @Field(() => [Comparison], { description: 'Each variant against the control.' })
  comparisons!: Comparison[];
}

@ObjectType({
  description: 'The recipients that share one value of a dimension. Exploratory: it recommends nothing.',
})
export class DimensionResult {
  @Field(() => String, { nullable: true, description: 'The value; null where the exposure told none.' })
  value!: string | null;

  @Field(() => Int, { description: 'Recipients with this value.' })
  units!: number;

  @Field(() => [Check], { description: 'What the checks found among them.' })
  checks!: Check[];

  @Field(() => [MetricResult], {
    description: 'The metrics among them; p-values are adjusted over all values together.',
  })
  metrics!: MetricResult[];
}

@ObjectType({
  description: 'What an experiment shows, computed from the data by the design registered at its start.',
})
export class ExperimentResults {
  @Field(() => ResultStatus, { description: 'Whether the results may be read.' })
  status!: ResultStatus;

  @Field(() => DateTime, { description: 'Exposures and outcomes up to here are counted.' })
  asOf!: Date;

  @Field(() => Int, { description: 'The phase analysed.' })
  phase!: number;

  @Field(() => String, { description: 'The method of the design: SEQUENTIAL, FIXED or BAYESIAN.' })
  method!: string;

  @Field(() => [Check], { description: 'What the checks of the data found.' })
  checks!: Check[];

  @Field(() => [MetricResult], { description: 'The metrics of the design, the primary one first.' })
  metrics!: MetricResult[];

  @Field(() => Recommendation, { nullable: true, description: 'What the design says of the data.' })
  recommendation!: Recommendation | null;

  @Field(() => Key, { nullable: true, description: 'The variant recommended, if one is.' })
  recommendedVariantKey!: string | null;

  @Field(() => [String], { description: 'Why no decision may rest on these results; empty when one may.' })
  decisionBlockedBy!: string[];

  @Field(() => [DimensionResult], {
    nullable: true,
    description:
      'By the values of the dimension asked for, the 20 largest, the largest first; null if none was asked.',
  })
  breakdown!: DimensionResult[] | null;
}
