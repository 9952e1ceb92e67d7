import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../kernel/scalars.js';
import { AlertKind } from './alert.enums.js';

@Entity('alerts')
@ObjectType({ description: 'Something that somebody should look at.' })
export class Alert {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the alert.' })
  id!: string;

  @Column('text')
  @Field(() => AlertKind, { description: 'What happened.' })
  kind!: AlertKind;

  @Column('text')
  @Field(() => String, { description: 'The type of what it happened to, for example "Holdout".' })
  subjectType!: string;

  @Column('uuid')
  @Field(() => ID, { description: 'The id of what it happened to.' })
  subjectId!: string;

  @Column('text')
  @Field(() => String, { description: 'The name of what it happened to.' })
  subjectKey!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The market that it is about; null for none.' })
  market!: string | null;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it was first noticed.' })
  openedAt!: Date;

  @Column('integer')
  @Field(() => Int, { description: 'How often it was noticed.' })
  times!: number;
}
