import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../kernel/scalars.js';

@Entity('audit_entries')
@ObjectType({
  description:
    'One change, one refused attempt at a change, or one reading of what not everybody may see. Written with the change itself; never altered.',
})
export class AuditEntry {
  @PrimaryColumn('bigint')
  @Field(() => ID, { description: 'Grows with every entry; not every number is used.' })
  id!: string;

  @Column('uuid')
  @Field(() => ID, { description: 'The id by which the entry is proved, and known outside the database.' })
  entryId!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it happened.' })
  at!: Date;

  @Column('text')
  @Field(() => String, { description: 'USER, KEY, SYSTEM or ANONYMOUS.' })
  actorType!: string;

  @Column('text')
  @Field(() => ID, { description: 'The person, the session or the API key that acted.' })
  actorId!: string;

  @Column('text')
  @Field(() => String, {
    description: 'The name of the person or the key; "erased" where the name of the person was erased.',
  })
  actorName!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'For whom it was done, where that is known.' })
  onBehalfOf!: string | null;

  @Column('text')
  @Field(() => String, {
    description:
      'The command, for example "experiment.start"; ends in ".denied" when refused, in ".failed" when a fault kept it from being done.',
  })
  action!: string;

  @Column('text')
  @Field(() => String, { description: 'ALLOWED, DENIED or FAILED.' })
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

  @Column('integer', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'The version that the thing has since; null where nothing was changed.',
  })
  subjectVersion!: number | null;

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
  beforeHash!: string | null;

  @Column('text', { nullable: true })
  afterHash!: string | null;

  @Column('jsonb', { nullable: true })
  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'What was changed, as a JSON Patch (RFC 6902); null where nothing was, and for entries of before there were patches.',
  })
  patch!: unknown;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever did it.' })
  reason!: string | null;

  @Column('text')
  @Field(() => String, { description: 'The request it came with; the same id stands in the server log.' })
  requestId!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The name of the GraphQL operation, where it has one.',
  })
  operation!: string | null;

  @Column('text', { nullable: true })
  requestIp!: string | null;

  @Column('bytea', { name: 'leaf_hash', nullable: true })
  recordedHash!: Buffer | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place among all entries, from 0; null for the seconds until it has one.',
  })
  leafIndex!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The hash of what is proved of it, in hex; null until an entry of before there were hashes has its place.',
  })
  leafHash!: string | null;
}
