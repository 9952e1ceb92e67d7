import { Arg, Ctx, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { newId } from '../kernel/ids.js';
import { FactsMutation } from '../kernel/mutation.js';
import { IngestReceipt } from '../kernel/receipt.js';
import { type Recording, recordConsent } from './consent-event.facts.js';
import { ConsentEventInput, WithdrawConsentInput } from './consent-event.inputs.js';

const doorOf = ({ facts, look, strongbox, recipientId, now }: Context): Recording => ({
  facts,
  strongbox,
  recipientId,
  manager: look.manager,
  now: now(),
});

@Resolver()
export class ConsentEventResolver {
  @FactsMutation(
    'consentEvent.record',
    () => IngestReceipt,
    'Records up to 5,000 events of consent; idempotent by id. Once acknowledged, every decision knows of them.',
  )
  recordConsent(
    @Ctx() context: Context,
    @Arg('input', () => [ConsentEventInput], { description: 'The events.' }) input: ConsentEventInput[],
  ): Promise<IngestReceipt> {
    return recordConsent(doorOf(context), input);
  }

  @FactsMutation(
    'consentEvent.record',
    () => IngestReceipt,
    'Records that a recipient says no, as of now. Once acknowledged, every decision knows of it.',
  )
  withdrawConsent(
    @Ctx() context: Context,
    @Arg('input', () => WithdrawConsentInput, { description: 'Who says no to what.' })
    input: WithdrawConsentInput,
  ): Promise<IngestReceipt> {
    const door = doorOf(context);
    const claim = { ...input, id: input.id ?? newId(), action: 'WITHDRAW', occurredAt: door.now } as const;
    return recordConsent(door, [claim]);
  }
}
