import { Field, Float, InputType, Int } from 'type-graphql';
import { BasisPoints, JSONObject, Key } from '../kernel/scalars.js';
import { HoldoutExemption } from './holdout-parts.entity.js';
import { HoldoutScope, HoldoutState } from './holdout.enums.js';

@InputType({ description: 'A holdout to open.' })
export class OpenHoldoutInput {
  @Field(() => Key, { description: 'The name that assignments carry; it cannot be taken twice.' })
  key!: string;

  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Field(() => HoldoutScope, {
    defaultValue: HoldoutScope.GLOBAL,
    description: 'From what it keeps its members.',
  })
  scope!: HoldoutScope;

  @Field(() => String, { nullable: true, description: 'CHANNEL only, and there required.' })
  channel?: string | null;

  @Field(() => String, { nullable: true, description: 'MARKET only, and there required.' })
  market?: string | null;

  @Field(() => [Key], { nullable: true, description: 'EXPERIMENTS only, and there required: 1 to 200.' })
  experimentKeys?: string[] | null;

  @Field(() => BasisPoints, {
    nullable: true,
    description: 'The share held out: 100 to 2000, 500 unless given. Outside 500 to 1000 there is a warning.',
  })
  sizeBp?: number | null;

  @Field(() => JSONObject, {
    nullable: true,
    description: 'Who can be a member, as a condition on the context; everybody unless given.',
  })
  eligibility?: Record<string, unknown> | null;

  @Field(() => [HoldoutExemption], {
    nullable: true,
    description: 'The messages that members are to receive all the same.',
  })
  exemptions?: HoldoutExemption[] | null;

  @Field(() => Int, { description: 'How many recipients the list has.' })
  listSize!: number;

  @Field(() => Float, { description: 'The share of recipients that converts, between 0 and 1.' })
  baseRate!: number;
}

@InputType({ description: 'Another size for a holdout.' })
export class ResizeHoldoutInput {
  @Field(() => Key, { description: 'The holdout.' })
  key!: string;

  @Field(() => Int, { nullable: true, description: 'The version the caller saw.' })
  version?: number | null;

  @Field(() => BasisPoints, { description: 'The share held out from now on: 100 to 2000.' })
  sizeBp!: number;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@InputType({ description: 'Which holdouts: all criteria given must hold.' })
export class HoldoutFilter {
  @Field(() => String, { nullable: true, description: 'Part of the key or name.' })
  q?: string | null;

  @Field(() => [HoldoutState], { nullable: true, description: 'Only in one of these states.' })
  status?: HoldoutState[] | null;

  @Field(() => HoldoutScope, { nullable: true, description: 'Only of this scope.' })
  scope?: HoldoutScope | null;

  @Field(() => [Key], { nullable: true, description: 'Only these.' })
  keys?: string[] | null;
}
