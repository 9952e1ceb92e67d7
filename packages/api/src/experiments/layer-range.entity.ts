import { Field, InputType, ObjectType } from 'type-graphql';
import { BasisPoints, Key } from '../kernel/scalars.js';
import { ExperimentStatus } from './experiment.enums.js';

@InputType('LayerRangeInput', {
  description:
    'A stretch of the buckets of a layer to take: from the first bound up to the second, without it.',
})
@ObjectType({
  description: 'A stretch of the buckets of a layer: from the first bound up to the second, without it.',
})
export class LayerRange {
  @Field(() => BasisPoints, { description: 'Where it begins.' })
  fromBp!: number;

  @Field(() => BasisPoints, { description: 'Where the next one can begin.' })
  toBp!: number;
}

@ObjectType({ description: 'The range that an experiment keeps in a layer.' })
export class LayerShare extends LayerRange {
  @Field(() => Key, { description: 'The experiment.' })
  experimentKey!: string;

  @Field(() => ExperimentStatus, { description: 'Where it is in its life: a draft, running or paused.' })
  status!: ExperimentStatus;
}
