import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Purpose } from '../kernel/purpose.js';
import { DateTime } from '../kernel/scalars.js';
import { SuppressionReason, SuppressionScope, SuppressionSource } from './suppression.enums.js';

@Entity('suppressions')
@ObjectType({
  description: 'That somebody must not be written to, and why. It names nobody: only keyed hashes are kept.',
})
export class Suppression {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the suppression.' })
  id!: string;

  @Column('integer')
  @Field(() => Int, {
    description: 'How often a command has changed it, from 0; send it back to be told of changes in between.',
  })
  version!: number;

  @Column('text')
  @Field(() => SuppressionScope, { description: 'How far it reaches.' })
  scope!: SuppressionScope;

  @Column('uuid')
  @Field(() => ID, { description: 'The recipient or the domain that it is about, as a keyed hash.' })
  targetId!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'The brand that it is about; null for every brand.' })
  brand!: string | null;

  @Column('text', { nullable: true })
  @Field(() => Purpose, {
    nullable: true,
    description: 'The purpose that it is about; null for all of them.',
  })
  purpose!: Purpose | null;

  @Column('text')
  @Field(() => SuppressionReason, { description: 'Why.' })
  reason!: SuppressionReason;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When what it follows from first happened.' })
  since!: Date;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it last happened, as far as was told.' })
  lastAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; null for never.' })
  until!: Date | null;

  @Column('text')
  @Field(() => SuppressionSource, { description: 'Who told of it first.' })
  source!: SuppressionSource;

  @Column('text')
  @Field(() => String, { description: 'The id of the person or the key that told of it first.' })
  recordedBy!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it became known.' })
  recordedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was lifted; null while it was not.' })
  liftedAt!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was lifted.' })
  liftReason!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the person asked for it to be lifted; null where nobody says that they did.',
  })
  requestedAt!: Date | null;
}
