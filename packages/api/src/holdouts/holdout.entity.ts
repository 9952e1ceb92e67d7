import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BasisPoints, DateTime, JSONObject, Key } from '../kernel/scalars.js';
import { HoldoutExemption, HoldoutSize } from './holdout-parts.entity.js';
import { HoldoutScope, HoldoutState } from './holdout.enums.js';

@Entity('holdouts')
@ObjectType({
  description:
    'Recipients kept out of experiments for months, so that the effect of all of them together can be measured.',
})
export class Holdout {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the holdout.' })
  id!: string;

  @Column('integer')
  @Field(() => Int, {
    description: 'Grows by one with every change; send it back to be told of changes in between.',
  })
  version!: number;

  @Column('text')
  @Field(() => Key, { description: 'The name that assignments carry.' })
  key!: string;

  @Column('text')
  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Column('text')
  @Field(() => HoldoutState, { description: 'Where it is in its life.' })
  status!: HoldoutState;

  @Column('text')
  @Field(() => HoldoutScope, { description: 'From what it keeps its members.' })
  scope!: HoldoutScope;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'CHANNEL only: which one.' })
  channel!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'MARKET only: which one.' })
  market!: string | null;

  @Column('text', { array: true, nullable: true })
  @Field(() => [Key], {
    nullable: true,
    description: 'EXPERIMENTS only: which ones, as far as the caller may read of them.',
  })
  experimentKeys!: string[] | null;

  @Column('integer')
  @Field(() => BasisPoints, { description: 'The share of eligible recipients that is held out.' })
  sizeBp!: number;

  @Column('jsonb')
  @Field(() => [HoldoutSize], { description: 'Every size it has had, the latest last.' })
  sizes!: HoldoutSize[];

  @Column('text')
  @Field(() => String, { description: 'The hashing seed: random, distinct, and never changed.' })
  seed!: string;

  @Column('jsonb', { nullable: true })
  @Field(() => JSONObject, {
    nullable: true,
    description: 'Who can be a member, as a condition on the context; null for everybody.',
  })
  eligibility!: Record<string, unknown> | null;

  @Column('jsonb')
  @Field(() => [HoldoutExemption], { description: 'The messages that members receive all the same.' })
  exemptions!: HoldoutExemption[];

  @Column('integer')
  @Field(() => Int, { description: 'How many recipients the list had when it was opened.' })
  listSize!: number;

  @Column('double precision')
  @Field(() => Float, { description: 'The share of recipients that converted before it was opened.' })
  baseRate!: number;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it was opened.' })
  openedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When its analysis period began.' })
  frozenAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was closed.' })
  closedAt!: Date | null;
}
