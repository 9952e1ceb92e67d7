import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, Key } from '../kernel/scalars.js';
import { Aggregation, Direction, MetricKind } from './metric.enums.js';

@Entity('metrics')
@ObjectType({
  description: 'What is measured of each recipient. A metric is never changed: retire it and define another.',
})
export class Metric {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'The id of the metric.' })
  id!: string;

  @Column('integer')
  @Field(() => Int, { description: 'Grows by one with every change.' })
  version!: number;

  @Column('text')
  @Field(() => Key, { description: 'The name that designs refer to.' })
  key!: string;

  @Column('text')
  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Column('text')
  @Field(() => String, { description: 'What it means and why it matters.' })
  description!: string;

  @Column('text')
  @Field(() => MetricKind, { description: 'How recipients are summed up.' })
  kind!: MetricKind;

  @Column('text', { array: true })
  @Field(() => [String], {
    description: 'The types of outcome counted, for example "ordered" and "refunded".',
  })
  outcomeTypes!: string[];

  @Column('text')
  @Field(() => Aggregation, { description: "How a recipient's outcomes become one number." })
  aggregation!: Aggregation;

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], { nullable: true, description: 'RATIO only: the outcomes of the denominator.' })
  denominatorOutcomeTypes!: string[] | null;

  @Column('text', { nullable: true })
  @Field(() => Aggregation, { nullable: true, description: 'RATIO only: how they become one number.' })
  denominatorAggregation!: Aggregation | null;

  @Column('integer', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Only outcomes within this many hours of the first exposure count; null for all after it.',
  })
  conversionWindowHours!: number | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: "A recipient's number counts as at most this; null for no cap.",
  })
  cap!: number | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Only outcomes in this currency (ISO 4217) count; null for all.',
  })
  currency!: string | null;

  @Column('text')
  @Field(() => Direction, { description: 'Whether more is better or worse.' })
  direction!: Direction;

  @Column('timestamptz')
  @Field(() => DateTime, { description: 'When it was defined.' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was retired; null while new designs may use it.',
  })
  retiredAt!: Date | null;
}
