import { Field, InputType, Int } from 'type-graphql';
import { Purpose } from '../kernel/purpose.js';
import { DateTime, JSONObject, Key } from '../kernel/scalars.js';
import { ConsentAction, ConsentGround, ConsentSource } from './consent-event.enums.js';

@InputType({ description: 'Who said no to what.' })
export class WithdrawConsentInput {
  @Field(() => String, {
    description: 'The durable identifier of the recipient: a customer id or an address.',
  })
  recipientKey!: string;

  @Field(() => Purpose, { nullable: true, description: 'To what; every purpose unless given.' })
  purpose?: Purpose | null;

  @Field(() => String, { nullable: true, description: 'In which channel; all of them unless given.' })
  channel?: string | null;

  @Field(() => String, { nullable: true, description: 'To which brand; all of them unless given.' })
  brand?: string | null;

  @Field(() => ConsentSource, { description: 'How it came to be known.' })
  source!: ConsentSource;

  @Field(() => String, {
    nullable: true,
    description:
      'Names this event of this recipient for good: sent again, it changes nothing. New unless given.',
  })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Where the recipient is: "DE", "US-CA" (ISO 3166).' })
  region?: string | null;

  @Field(() => JSONObject, {
    nullable: true,
    description: 'What proves it: at most 64 kB of JSON, kept locked and erased with the recipient.',
  })
  evidence?: Record<string, unknown> | null;
}

@InputType({ description: 'Something a recipient said, or that bears on what they said.' })
export class ConsentEventInput {
  @Field(() => String, {
    description: 'Names this event of this recipient for good: sent again, it changes nothing.',
  })
  id!: string;

  @Field(() => String, {
    description: 'The durable identifier of the recipient: a customer id or an address.',
  })
  recipientKey!: string;

  @Field(() => ConsentAction, { description: 'What happened.' })
  action!: ConsentAction;

  @Field(() => ConsentGround, {
    nullable: true,
    description: 'GRANT and IMPORT: what it rests on; EXPRESS unless given.',
  })
  ground?: ConsentGround | null;

  @Field(() => Purpose, {
    nullable: true,
    description: 'For what; every purpose unless given. A yes names one.',
  })
  purpose?: Purpose | null;

  @Field(() => String, { nullable: true, description: 'In which channel; all of them unless given.' })
  channel?: string | null;

  @Field(() => String, { nullable: true, description: 'To which brand; all of them unless given.' })
  brand?: string | null;

  @Field(() => ConsentSource, { description: 'How it came to be known.' })
  source!: ConsentSource;

  @Field(() => Key, { nullable: true, description: 'What the recipient was told: the notice.' })
  noticeKey?: string | null;

  @Field(() => Int, { nullable: true, description: 'What the recipient was told: its version.' })
  noticeVersion?: number | null;

  @Field(() => String, { nullable: true, description: 'Where the recipient is: "DE", "US-CA" (ISO 3166).' })
  region?: string | null;

  @Field(() => DateTime, {
    description: 'When. What permits something is told within five minutes; a no may come late.',
  })
  occurredAt!: Date;

  @Field(() => Boolean, {
    nullable: true,
    description: 'IMPORT only: whether it is of a time before Probity knew of it. False unless given.',
  })
  isHistorical?: boolean | null;

  @Field(() => JSONObject, {
    nullable: true,
    description: 'What proves it: at most 64 kB of JSON, kept locked and erased with the recipient.',
  })
  evidence?: Record<string, unknown> | null;
}
