import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Key, UnitInterval } from '../kernel/scalars.js';
import { Correction, Method } from './experiment.enums.js';

@ObjectType({ description: 'A metric that must not get worse by more than a margin.' })
export class Guardrail {
  @Field(() => Key, { description: 'The metric.' })
  metric!: string;

  @Field(() => UnitInterval, { description: "The harm still accepted, as a share of the control's mean." })
  margin!: number;
}

@ObjectType({
  description: 'The analysis, registered before the first recipient is assigned and locked at the start.',
})
export class Design {
  @Field(() => Key, { description: 'The metric that decides.' })
  primaryMetric!: string;

  @Field(() => [Key], { description: 'Metrics that are reported beside it.' })
  secondaryMetrics!: string[];

  @Field(() => [Guardrail], { description: 'Metrics that must not get worse.' })
  guardrails!: Guardrail[];

  @Field(() => Method, { description: 'How the question is answered.' })
  method!: Method;

  @Field(() => Float, { description: 'The false-positive rate accepted, from 0.0001 to 0.5.' })
  alpha!: number;

  @Field(() => Float, {
    description: 'The chance wanted of seeing the smallest lift that matters, from 0.5 to 0.9999.',
  })
  power!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The smallest relative lift that matters, for example 0.05.',
  })
  minimumDetectableLift!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many recipients are planned in all; tunes the sequential method.',
  })
  plannedRecipients!: number | null;

  @Field(() => Correction, {
    description: 'How p-values are adjusted across variants and metrics of one role.',
  })
  correction!: Correction;

  @Field(() => Key, {
    nullable: true,
    description: 'A metric whose value in the 28 days before exposure is used to reduce variance (CUPED).',
  })
  covariateMetric!: string | null;
}
