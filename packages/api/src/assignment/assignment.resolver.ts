import { Arg, Ctx, Field, InputType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { FactsMutation } from '../kernel/mutation.js';
import { IngestReceipt } from '../kernel/receipt.js';
import { settled } from '../kernel/settled.js';
import { DateTime, JSONObject, Key } from '../kernel/scalars.js';
import { Assignment, AssignmentBatch } from './assignment.entity.js';
import { askAssignment, askAssignments } from './assignment.queries.js';
import { Explanation } from './explanation.entity.js';
import { askExplanation, askHoldoutStatus } from './explanation.queries.js';
import { HoldoutStatus } from './holdout-status.entity.js';
import { recordExposures } from './exposure.facts.js';

@InputType({ description: 'The moment at which a recipient was assigned with intent to send.' })
export class ExposureInput {
  @Field(() => Key, { description: 'The experiment.' })
  experimentKey!: string;

  @Field(() => String, {
    description: 'The durable identifier of the recipient: a customer id or an address.',
  })
  recipientKey!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The household, where it is households that are assigned.',
  })
  householdKey?: string | null;

  @Field(() => Key, {
    nullable: true,
    description: 'The variant, checked against the assignment; required where assigned elsewhere.',
  })
  variantKey?: string | null;

  @Field(() => DateTime, { description: 'When. The first exposure of a recipient in a phase counts.' })
  occurredAt!: Date;

  @Field(() => JSONObject, {
    nullable: true,
    description: 'What was known of the recipient then. No personal data.',
  })
  dimensions?: Record<string, unknown> | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'False where nothing was sent after all, because of a frequency cap for example: recorded as such, and compared all the same. True unless given.',
  })
  isSent?: boolean | null;
}

const HOUSEHOLD = {
  nullable: true,
  description: 'When given, the household is assigned instead: its members get the same variant.',
};
const CONTEXT = { nullable: true, description: 'Attributes of the recipient, for targeting. Not stored.' };

@Resolver()
export class AssignmentResolver {
  @Query(() => Assignment, { description: 'Which variant one recipient gets, and why. Writes nothing.' })
  assignment(
    @Ctx() { look, plans }: Context,
    @Arg('experimentKey', () => Key, { description: 'The experiment.' }) experimentKey: string,
    @Arg('recipientKey', () => String, { description: 'A customer id or an address.' }) recipientKey: string,
    @Arg('context', () => JSONObject, CONTEXT) context?: Record<string, unknown>,
    @Arg('householdKey', () => String, HOUSEHOLD) householdKey?: string,
  ): Assignment | Promise<Assignment> {
    const question = { experimentKey, recipientKey, householdKey, context };
    return settled(plans.current(), plan => askAssignment(look, plan, question));
  }

  @Query(() => AssignmentBatch, {
    description: 'Which variant up to 10,000 recipients get, and why. Writes nothing.',
  })
  async assignments(
    @Ctx() { look, plans }: Context,
    @Arg('experimentKey', () => Key, { description: 'The experiment.' }) experimentKey: string,
    @Arg('recipientKeys', () => [String], { description: 'Customer ids or addresses.' })
    recipientKeys: string[],
    @Arg('context', () => JSONObject, CONTEXT) context?: Record<string, unknown>,
    @Arg('householdKeys', () => [String], {
      nullable: 'itemsAndList',
      description: 'The household of each, or null: its members get the same variant.',
    })
    householdKeys?: (string | null)[],
  ): Promise<AssignmentBatch> {
    const plan = await plans.current();
    const question = { experimentKey, recipientKeys, householdKeys, context };
    return { planVersion: plan.version, ...(await askAssignments(look, plan, question)) };
  }

  @Query(() => HoldoutStatus, {
    description:
      'Whether one recipient is held out from what happens in a market and a channel. Writes nothing.',
  })
  holdoutStatus(
    @Ctx() { look, plans }: Context,
    @Arg('recipientKey', () => String, { description: 'A customer id or an address.' }) recipientKey: string,
    @Arg('market', () => String, { nullable: true, description: 'Not told: counts as every market.' })
    market?: string,
    @Arg('channel', () => String, { nullable: true, description: 'Not told: counts as every channel.' })
    channel?: string,
    @Arg('context', () => JSONObject, CONTEXT) context?: Record<string, unknown>,
    @Arg('householdKey', () => String, HOUSEHOLD) householdKey?: string,
  ): HoldoutStatus | Promise<HoldoutStatus> {
    const question = { recipientKey, householdKey, market, channel, context };
    return settled(plans.current(), plan => askHoldoutStatus(look, plan, question));
  }

  @Query(() => Explanation, {
    description: 'Why one recipient gets what it gets: every test, in the order in which they are made.',
  })
  async explainAssignment(
    @Ctx() { look, plans }: Context,
    @Arg('experimentKey', () => Key, { description: 'The experiment.' }) experimentKey: string,
    @Arg('recipientKey', () => String, { description: 'A customer id or an address.' }) recipientKey: string,
    @Arg('context', () => JSONObject, CONTEXT) context?: Record<string, unknown>,
    @Arg('householdKey', () => String, HOUSEHOLD) householdKey?: string,
  ): Promise<Explanation> {
    const question = { experimentKey, recipientKey, householdKey, context };
    return askExplanation(look, await plans.current(), question);
  }

  @FactsMutation(
    'exposure.record',
    () => IngestReceipt,
    'Records up to 5,000 exposures; the first of each recipient counts.',
  )
  recordExposures(
    @Ctx() { facts, plans, recipientId, now }: Context,
    @Arg('input', () => [ExposureInput], { description: 'The exposures.' }) input: ExposureInput[],
  ): Promise<IngestReceipt> {
    return recordExposures(facts, { plans, recipientId, now: now() }, input);
  }
}
