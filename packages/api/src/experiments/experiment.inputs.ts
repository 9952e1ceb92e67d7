import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { BasisPoints, JSONObject, Key, UnitInterval } from '../kernel/scalars.js';
import { AssignmentSource, Correction, ExperimentStatus, Method } from './experiment.enums.js';
import { LayerRange } from './layer-range.entity.js';

@InputType({ description: 'One of the things to compare.' })
export class VariantInput {
  @Field(() => Key, { description: 'The name that exposures and assignments carry.' })
  key!: string;

  @Field(() => String, { nullable: true, description: 'The name that people read; the key unless given.' })
  name?: string | null;

  @Field(() => BasisPoints, { description: 'Its share; all weights of an experiment sum to 10000.' })
  weightBp!: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the others are compared with it; the first unless given.',
  })
  isControl?: boolean | null;

  @Field(() => JSONObject, {
    nullable: true,
    description: 'What the caller needs to render it; at most 16,384 characters.',
  })
  payload?: Record<string, unknown> | null;

  @Field(() => ID, { nullable: true, description: "The caller's id of the model version that produced it." })
  modelVersionId?: string | null;
}

@InputType({ description: 'A metric that must not get worse by more than a margin.' })
export class GuardrailInput {
  @Field(() => Key, { description: 'The metric.' })
  metric!: string;

  @Field(() => UnitInterval, { description: "The harm still accepted, as a share of the control's mean." })
  margin!: number;
}

@InputType({ description: 'The analysis to register.' })
export class DesignInput {
  @Field(() => Key, { description: 'The metric that decides.' })
  primaryMetric!: string;

  @Field(() => [Key], { nullable: true, description: 'Metrics reported beside it.' })
  secondaryMetrics?: string[] | null;

  @Field(() => [GuardrailInput], { nullable: true, description: 'Metrics that must not get worse.' })
  guardrails?: GuardrailInput[] | null;

  @Field(() => Method, { description: 'How the question is answered.' })
  method!: Method;

  @Field(() => Float, { nullable: true, description: 'The false-positive rate accepted; 0.05 unless given.' })
  alpha?: number | null;

  @Field(() => Float, { nullable: true, description: 'The power wanted; 0.8 unless given.' })
  power?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The smallest relative lift that matters, for example 0.05.',
  })
  minimumDetectableLift?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many recipients are planned in all.' })
  plannedRecipients?: number | null;

  @Field(() => Correction, { nullable: true, description: 'HOLM unless given.' })
  correction?: Correction | null;

  @Field(() => Key, { nullable: true, description: 'A metric whose earlier value reduces variance (CUPED).' })
  covariateMetric?: string | null;
}

@InputType({ description: 'What an experiment is, while it is a draft.' })
class DraftInput {
  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Field(() => String, { description: 'What is expected, and why.' })
  hypothesis!: string;

  @Field(() => [VariantInput], { description: 'What is compared: 2 to 20 variants.' })
  variants!: VariantInput[];

  @Field(() => BasisPoints, {
    nullable: true,
    description: 'The share of eligible recipients in it; all unless given.',
  })
  allocationBp?: number | null;

  @Field(() => Key, {
    nullable: true,
    description:
      'The layer that it shares with experiments whose recipients it shall never get; none unless given.',
  })
  layerKey?: string | null;

  @Field(() => LayerRange, {
    nullable: true,
    description:
      'The buckets of the layer to take. Unless given: the range that the draft has there, or the largest that is free.',
  })
  layerRange?: LayerRange | null;

  @Field(() => JSONObject, { nullable: true, description: 'Who is eligible, as a condition on the context.' })
  targeting?: Record<string, unknown> | null;

  @Field(() => DesignInput, {
    nullable: true,
    description: 'The analysis; it can be added later, and is required to start.',
  })
  design?: DesignInput | null;

  @Field(() => AssignmentSource, { nullable: true, description: 'HASHED unless given.' })
  assignmentSource?: AssignmentSource | null;

  @Field(() => String, { nullable: true, description: 'The market it runs in.' })
  market?: string | null;

  @Field(() => String, { nullable: true, description: 'The journey or programme it belongs to.' })
  journey?: string | null;

  @Field(() => String, { nullable: true, description: 'The channel, for example "email".' })
  channel?: string | null;
}

@InputType({ description: 'An experiment to create, as a draft.' })
export class CreateExperimentInput extends DraftInput {
  @Field(() => Key, {
    description: 'The name that assignments and exposures carry; it cannot be taken twice.',
  })
  key!: string;
}

@InputType({ description: 'A draft, with its content as it should be from now on.' })
export class AmendExperimentInput extends DraftInput {
  @Field(() => Key, { description: 'Which draft.' })
  key!: string;

  @Field(() => Int, { description: 'The version the caller saw; CONFLICT if somebody changed it since.' })
  version!: number;
}

@InputType({ description: "A variant's share in a new phase." })
export class PhaseWeightInput {
  @Field(() => Key, { description: 'The variant.' })
  variantKey!: string;

  @Field(() => BasisPoints, { description: 'Its share; all weights sum to 10000.' })
  weightBp!: number;
}

@InputType({ description: 'What changes with a new phase. What is not given stays.' })
export class OpenExperimentPhaseInput {
  @Field(() => Key, { description: 'Which experiment.' })
  key!: string;

  @Field(() => Int, { nullable: true, description: 'The version the caller saw.' })
  version?: number | null;

  @Field(() => [PhaseWeightInput], { nullable: true, description: 'Other shares, of every variant.' })
  weights?: PhaseWeightInput[] | null;

  @Field(() => BasisPoints, { nullable: true, description: 'Another share of eligible recipients.' })
  allocationBp?: number | null;

  @Field(() => JSONObject, { nullable: true, description: 'Another condition on who is eligible.' })
  targeting?: Record<string, unknown> | null;

  @Field(() => Boolean, { nullable: true, description: 'Drops the condition: everybody is eligible.' })
  everybody?: boolean | null;

  @Field(() => LayerRange, {
    nullable: true,
    description: 'A range of its layer around the present one: it can grow, and never shrink.',
  })
  layerRange?: LayerRange | null;

  @Field(() => String, { description: 'Why; kept in the phase and in the audit log.' })
  reason!: string;
}

@InputType({ description: 'Which experiments: all criteria given must hold.' })
export class ExperimentFilter {
  @Field(() => String, { nullable: true, description: 'Part of the key, name or hypothesis.' })
  q?: string | null;

  @Field(() => [ExperimentStatus], { nullable: true, description: 'Only in one of these states.' })
  status?: ExperimentStatus[] | null;

  @Field(() => AssignmentSource, { nullable: true, description: 'Only assigned so.' })
  assignmentSource?: AssignmentSource | null;

  @Field(() => String, { nullable: true, description: 'Only in this market.' })
  market?: string | null;

  @Field(() => String, { nullable: true, description: 'Only on this channel.' })
  channel?: string | null;

  @Field(() => Key, { nullable: true, description: 'Only in this layer.' })
  layerKey?: string | null;

  @Field(() => [Key], { nullable: true, description: 'Only these.' })
  keys?: string[] | null;
}
