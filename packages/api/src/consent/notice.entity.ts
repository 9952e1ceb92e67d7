import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Purpose } from '../kernel/purpose.js';
import { DateTime, Key } from '../kernel/scalars.js';
import { NoticeMechanism } from './notice.enums.js';

@Entity('consent_notices')
@ObjectType({
  description: 'What people were told when they were asked for consent. No version of it ever changes.',
})
export class ConsentNotice {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of this version of the notice.' })
  id!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  @Field(() => Key, { description: 'The name that its versions share.' })
  key!: string;

  @Column('integer')
  @Field(() => Int, { description: 'Counts the versions of the notice from 1, in whatever locale.' })
  noticeVersion!: number;

  @Column('text')
  @Field(() => String, { description: 'The language of the text (BCP 47), for example "de-AT".' })
  locale!: string;

  @Column('text')
  @Field(() => NoticeMechanism, { description: 'How people answer it.' })
  mechanism!: NoticeMechanism;

  @Column('text', { array: true })
  @Field(() => [Purpose], { description: 'What it asks for.' })
  purposes!: Purpose[];

  @Column('text')
  @Field(() => String, { description: 'The text, as people read it.' })
  text!: string;

  @Column('text')
  @Field(() => String, { description: 'The SHA-256 of the text in UTF-8, in hexadecimal digits.' })
  textHash!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it was published.' })
  publishedAt!: Date;
}
