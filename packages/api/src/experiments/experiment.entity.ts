import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BasisPoints, DateTime, JSONObject, Key } from '../kernel/scalars.js';
import { Decision } from './decision.entity.js';
import { Design } from './design.entity.js';
import { AssignmentSource, ExperimentStatus } from './experiment.enums.js';
import { Phase } from './phase.entity.js';
import { Variant } from './variant.entity.js';

@Entity('experiments')
@ObjectType({ description: 'A randomised comparison of variants, with its analysis registered in advance.' })
export class Experiment {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the experiment.' })
  id!: string;

  @Column('integer')
  @Field(() => Int, {
    description: 'Grows by one with every change; send it back to be told of changes in between.',
  })
  version!: number;

  @Column('text')
  @Field(() => Key, { description: 'The name that assignments and exposures carry.' })
  key!: string;

  @Column('text')
  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Column('text')
  @Field(() => String, { description: 'What is expected, and why.' })
  hypothesis!: string;

  @Column('text')
  @Field(() => ExperimentStatus, { description: 'Where it is in its life.' })
  status!: ExperimentStatus;

  @Column('text')
  @Field(() => AssignmentSource, { description: 'Who decides which recipient gets which variant.' })
  assignmentSource!: AssignmentSource;

  @Column('text')
  @Field(() => String, { description: 'The hashing seed: random, distinct, and never changed.' })
  seed!: string;

  @Column('jsonb')
  @Field(() => [Variant], { description: 'What is compared.' })
  variants!: Variant[];

  @Column('integer')
  @Field(() => BasisPoints, { description: 'The share of eligible recipients in the experiment.' })
  allocationBp!: number;

  @Column('text', { nullable: true })
  @Field(() => Key, {
    nullable: true,
    description: 'The layer that it shares with experiments whose recipients it never gets; null for none.',
  })
  layerKey!: string | null;

  @Column('integer', { nullable: true })
  layerFromBp!: number | null;

  @Column('integer', { nullable: true })
  layerToBp!: number | null;

  @Column('jsonb', { nullable: true })
  @Field(() => JSONObject, {
    nullable: true,
    description: 'Who is eligible, as a condition on the context; null for all.',
  })
  targeting!: Record<string, unknown> | null;

  @Column('jsonb', { nullable: true })
  @Field(() => Design, {
    nullable: true,
    description: 'The registered analysis; null in a draft that has none yet.',
  })
  design!: Design | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of what was registered at the start (RFC 8785 canonical JSON), in hex.',
  })
  designHash!: string | null;

  @Column('jsonb')
  @Field(() => [Phase], { description: 'The phases so far, the latest last.' })
  phases!: Phase[];

  @Column('jsonb', { nullable: true })
  @Field(() => Decision, { nullable: true, description: 'What followed from it.' })
  decision!: Decision | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The market it runs in.' })
  market!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The journey or programme it belongs to.' })
  journey!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The channel, for example "email".' })
  channel!: string | null;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was first started.' })
  startedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'Since when it is paused; null unless it is.' })
  pausedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was stopped.' })
  stoppedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the decision was recorded.' })
  decidedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was put away.' })
  archivedAt!: Date | null;
}
