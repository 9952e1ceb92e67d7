import { Field, Int, ObjectType } from 'type-graphql';
import { BasisPoints, DateTime, JSONObject, Key } from '../kernel/scalars.js';
import { LayerRange } from './layer-range.entity.js';

@ObjectType({ description: "A variant's share in one phase." })
export class PhaseWeight {
  @Field(() => Key, { description: 'The variant.' })
  variantKey!: string;

  @Field(() => BasisPoints, { description: 'Its share.' })
  weightBp!: number;
}

@ObjectType({
  description:
    'A stretch of an experiment with one set of weights and targeting. Phases are analysed one by one.',
})
export class Phase {
  @Field(() => Int, { description: 'Counts from 1.' })
  number!: number;

  @Field(() => DateTime, { description: 'The first instant of the phase.' })
  startedAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'The first instant after it; null while it lasts.' })
  endedAt!: string | null;

  @Field(() => BasisPoints, { description: 'The share of eligible recipients in the experiment.' })
  allocationBp!: number;

  @Field(() => [PhaseWeight], { description: 'The shares of the variants.' })
  weights!: PhaseWeight[];

  @Field(() => JSONObject, { nullable: true, description: 'Who is eligible; null for everybody.' })
  targeting!: Record<string, unknown> | null;

  @Field(() => LayerRange, {
    nullable: true,
    description: 'The buckets of its layer that it takes; null where it is in none.',
  })
  layerRange!: LayerRange | null;

  @Field(() => String, { description: 'Why it was opened.' })
  reason!: string;
}
