import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Purpose } from '../kernel/purpose.js';
import { DateTime, Key } from '../kernel/scalars.js';
import { ConsentAction, ConsentGround, ConsentSource } from './consent-event.enums.js';

@Entity('consent_events')
@ObjectType({ description: 'Something a recipient said, or that bears on what they said. It never changes.' })
export class ConsentEvent {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the event, by which decisions name it.' })
  id!: string;

  @Column('uuid')
  recipientId!: string;

  @Column('text')
  @Field(() => String, { description: 'The id that its source gave it.' })
  idempotencyKey!: string;

  @Column('text')
  @Field(() => ConsentAction, { description: 'What happened.' })
  action!: ConsentAction;

  @Column('text', { nullable: true })
  @Field(() => ConsentGround, { nullable: true, description: 'GRANT and IMPORT only: what it rests on.' })
  ground!: ConsentGround | null;

  @Column('text')
  countsAs!: string;

  @Column('text', { nullable: true })
  @Field(() => Purpose, { nullable: true, description: 'For what; null for every purpose.' })
  purpose!: Purpose | null;

  @Column('text')
  @Field(() => String, { description: 'In which channel; empty for all of them.' })
  channel!: string;

  @Column('text')
  @Field(() => String, { description: 'To which brand; empty for all of them.' })
  brand!: string;

  @Column('text')
  @Field(() => ConsentSource, { description: 'How it came to be known.' })
  source!: ConsentSource;

  @Column('text', { nullable: true })
  @Field(() => Key, { nullable: true, description: 'What the recipient was told: the notice.' })
  noticeKey!: string | null;

  @Column('integer', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'What the recipient was told: its version.' })
  noticeVersion!: number | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Where the recipient was (ISO 3166), where it was told.',
  })
  region!: string | null;

  @Column('text')
  @Field(() => String, { description: 'Under which rule it was recorded.' })
  jurisdiction!: string;

  @Column('integer')
  @Field(() => Int, { description: 'Under which version of that rule.' })
  jurisdictionVersion!: number;

  @Column('bool')
  @Field(() => Boolean, { description: 'Whether it was imported from a time before Probity knew of it.' })
  isHistorical!: boolean;

  @Column('bool')
  @Field(() => Boolean, { description: 'Whether evidence came with it, which may have been erased since.' })
  hasEvidence!: boolean;

  @Column('text')
  actorType!: string;

  @Column('text')
  @Field(() => ID, { description: 'The id of the key or person that told Probity.' })
  actorId!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: Date;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When Probity was told.' })
  receivedAt!: Date;
}
