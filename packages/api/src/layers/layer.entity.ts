import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, Key } from '../kernel/scalars.js';

@Entity('layers')
@ObjectType({
  description:
    'What experiments share so that no recipient is in two of them: each has a range of its buckets to itself.',
})
export class Layer {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the layer.' })
  id!: string;

  @Column('integer')
  @Field(() => Int, {
    description: 'Grows by one with every change; send it back to be told of changes in between.',
  })
  version!: number;

  @Column('text')
  @Field(() => Key, { description: 'The name that experiments enter it by.' })
  key!: string;

  @Column('text')
  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Column('text')
  @Field(() => String, {
    description: 'The hashing seed: random, distinct from those of experiments, and never changed.',
  })
  seed!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it was defined.' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was put away; no experiment enters it since.',
  })
  archivedAt!: Date | null;
}
