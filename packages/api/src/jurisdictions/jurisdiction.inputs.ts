import { Field, InputType, Int } from 'type-graphql';
import { Deadline, LawSource, PurposeBasis } from './jurisdiction-parts.entity.js';

@InputType({ description: 'Another version of the rule of a jurisdiction. What is not given stays.' })
export class AmendJurisdictionInput {
  @Field(() => String, { description: 'The jurisdiction, for example "EU".' })
  key!: string;

  @Field(() => Int, { description: 'The version the caller saw.' })
  version!: number;

  @Field(() => [String], {
    nullable: true,
    description: 'The regions in which it counts, as ISO 3166 codes. A region is in one jurisdiction.',
  })
  regions?: string[] | null;

  @Field(() => [PurposeBasis], {
    nullable: true,
    description: 'What it asks for, one for each purpose.',
  })
  bases?: PurposeBasis[] | null;

  @Field(() => [Deadline], { nullable: true, description: 'What has to be done by when.' })
  deadlines?: Deadline[] | null;

  @Field(() => [LawSource], {
    nullable: true,
    description: 'Where it is taken from, and when that was last checked.',
  })
  sources?: LawSource[] | null;

  @Field(() => String, { nullable: true, description: 'What else is worth knowing.' })
  note?: string | null;

  @Field(() => String, { description: 'Why it is amended.' })
  reason!: string;
}
