import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../kernel/scalars.js';

@Entity('audit_entries')
@ObjectType({
  description:
    'One change, or one refused attempt at a change. Written with the change itself; never altered.',
})
export class AuditEntry {
  @PrimaryColumn('bigint')
  @Field(() => ID, { description: 'Grows with every entry; not every number is used.' })
  id!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date;

  @Column('text')
  @Field(() => String, { description: 'USER, KEY, SYSTEM or ANONYMOUS.' })
  actorType!: string;

  @Column('text')
  @Field(() => ID, { description: 'The session or the API key that acted.' })
  actorId!: string;

  @Column('text')
  @Field(() => String, { description: 'The name of the person or the key.' })
  actorName!: string;

  @Column('text')
  @Field(() => String, {
    description: 'The command, for example "experiment.start"; ends in ".denied" when refused.',
  })
  action!: string;

  @Column('text')
  @Field(() => String, { description: 'ALLOWED or DENIED.' })
  outcome!: string;

  @Column('text')
  @Field(() => String, { description: 'The kind of thing changed, for example "Experiment".' })
  subjectType!: string;

  @Column('uuid')
  @Field(() => ID, { description: 'The id of the thing changed.' })
  subjectId!: string;

  @Column('text')
  @Field(() => String, { description: 'The name people know the thing by.' })
  subjectKey!: string;

  @Column('jsonb', { nullable: true })
  @Field(() => GraphQLJSON, { nullable: true, description: 'The thing before; null when it was made.' })
  before!: unknown;

  @Column('jsonb', { nullable: true })
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The thing after; null when the attempt was refused.',
  })
  after!: unknown;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever did it.' })
  reason!: string | null;

  @Column('text')
  @Field(() => String, { description: 'The request it came with; the same id stands in the server log.' })
  requestId!: string;
}
