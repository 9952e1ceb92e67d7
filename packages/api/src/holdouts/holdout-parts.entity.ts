import { Field, InputType, ObjectType } from 'type-graphql';
import { BasisPoints, DateTime } from '../kernel/scalars.js';
import { ExemptionCategory } from './holdout.enums.js';

@ObjectType({ description: 'One size that a holdout has had.' })
export class HoldoutSize {
  @Field(() => BasisPoints, { description: 'The share of eligible recipients.' })
  sizeBp!: number;

  @Field(() => DateTime, { description: 'From when on.' })
  from!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@InputType('HoldoutExemptionInput', { description: 'Messages that members are to receive all the same.' })
@ObjectType({ description: 'Messages that members of a holdout receive all the same.' })
export class HoldoutExemption {
  @Field(() => ExemptionCategory, {
    description: 'Which: those asked for with this `messageCategory` in the context.',
  })
  category!: ExemptionCategory;

  @Field(() => String, { description: 'Why they must be sent.' })
  reason!: string;
}
