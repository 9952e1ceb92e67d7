import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, Key } from '../kernel/scalars.js';

@Entity('teams')
@ObjectType({ description: 'What people have in common: the markets that they answer for.' })
export class Team {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the team.' })
  id!: string;

  @Column('integer')
  @Field(() => Int, {
    description: 'Grows by one with every change; send it back to be told of changes in between.',
  })
  version!: number;

  @Column('text')
  @Field(() => Key, { description: 'The name that people are put into it by.' })
  key!: string;

  @Column('text')
  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], {
    nullable: true,
    description: 'The markets that its members are limited to; null for all of them.',
  })
  markets!: string[] | null;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it was defined.' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was put away; nobody is put into it since.',
  })
  archivedAt!: Date | null;
}
