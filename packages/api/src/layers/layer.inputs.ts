import { Field, InputType } from 'type-graphql';
import { Key } from '../kernel/scalars.js';

@InputType({ description: 'A layer to define.' })
export class DefineLayerInput {
  @Field(() => Key, { description: 'The name that experiments enter it by; it cannot be taken twice.' })
  key!: string;

  @Field(() => String, { description: 'The name that people read.' })
  name!: string;
}

@InputType({ description: 'Which layers: all criteria given must hold.' })
export class LayerFilter {
  @Field(() => String, { nullable: true, description: 'Part of the key or name.' })
  q?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those put away, or only those that are not.' })
  isArchived?: boolean | null;

  @Field(() => [Key], { nullable: true, description: 'Only these.' })
  keys?: string[] | null;
}
