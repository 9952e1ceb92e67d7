import { Arg, Ctx, Field, Float, InputType, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { FactsMutation } from '../kernel/mutation.js';
import { IngestReceipt } from '../kernel/receipt.js';
import { DateTime, JSONObject } from '../kernel/scalars.js';
import { recordOutcomes } from './outcome.facts.js';

@InputType({
  description: 'Something a recipient did: delivered, opened, clicked, ordered, refunded and so on.',
})
export class OutcomeInput {
  @Field(() => String, {
    description: 'Names this outcome of this recipient for good: sent again, it changes nothing.',
  })
  id!: string;

  @Field(() => String, {
    description: 'The durable identifier of the recipient: a customer id or an address.',
  })
  recipientKey!: string;

  @Field(() => String, { description: 'What it is: 1 to 64 letters, digits, spaces or . _ : -' })
  type!: string;

  @Field(() => DateTime, { description: 'When it happened. Late and out of order are both fine.' })
  occurredAt!: Date;

  @Field(() => Float, {
    nullable: true,
    description: 'Its value; money in minor units; a refund is negative.',
  })
  value?: number | null;

  @Field(() => String, { nullable: true, description: 'The currency of the value (ISO 4217).' })
  currency?: string | null;

  @Field(() => JSONObject, {
    nullable: true,
    description: 'Whatever else is worth keeping. No personal data.',
  })
  properties?: Record<string, unknown> | null;
}

@Resolver()
export class OutcomeResolver {
  @FactsMutation('outcome.record', () => IngestReceipt, 'Records up to 5,000 outcomes; idempotent by id.')
  recordOutcomes(
    @Ctx() { facts, recipientId, now }: Context,
    @Arg('input', () => [OutcomeInput], { description: 'The outcomes.' }) input: OutcomeInput[],
  ): Promise<IngestReceipt> {
    return recordOutcomes(facts, { recipientId, now: now() }, input);
  }
}
