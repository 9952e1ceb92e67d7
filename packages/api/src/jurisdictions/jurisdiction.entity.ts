import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../kernel/scalars.js';
import { Deadline, LawSource, PurposeBasis } from './jurisdiction-parts.entity.js';

@ObjectType({ description: 'What the law of some regions asks for.' })
abstract class LegalRule {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the jurisdiction.' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: 'The name that programs use, for example "EU" or "US-OPT-OUT".' })
  key!: string;

  @Column('text')
  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Column('text', { array: true })
  @Field(() => [String], {
    description: 'The regions in which it counts, as ISO 3166 codes such as "DE" or "US-CA".',
  })
  regions!: string[];

  @Column('jsonb')
  @Field(() => [PurposeBasis], { description: 'What it asks for, one for each purpose.' })
  bases!: PurposeBasis[];

  @Column('jsonb')
  @Field(() => [Deadline], {
    description: 'What has to be done by when. What is not here is as in "STRICT".',
  })
  deadlines!: Deadline[];

  @Column('jsonb')
  @Field(() => [LawSource], { description: 'Where the rule is taken from, and when that was last checked.' })
  sources!: LawSource[];

  @Column('text')
  @Field(() => String, { description: 'What else is worth knowing. None of it is legal advice.' })
  note!: string;
}

/** A rule as it comes with Probity. Nobody changes it: what is amended counts instead. */
@Entity('delivered_jurisdictions')
export class DeliveredJurisdiction extends LegalRule {}

@Entity('jurisdictions')
@ObjectType({
  description:
    'What the law of some regions asks for, as Probity applies it. It is data that people keep up to date, and not legal advice.',
})
export class Jurisdiction extends LegalRule {
  @Column('integer')
  @Field(() => Int, {
    description:
      'Grows by one with every amendment, from 0, as delivered; send it back to be told of others.',
  })
  version!: number;

  @Column('timestamptz')
  @Field(() => DateTime, { nullable: true, description: 'Since when it is so; null: as it was delivered.' })
  amendedAt!: Date | null;
}
