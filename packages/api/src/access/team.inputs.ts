import { Field, InputType, Int } from 'type-graphql';
import { Key } from '../kernel/scalars.js';

@InputType({ description: 'A team to define.' })
export class DefineTeamInput {
  @Field(() => Key, { description: 'The name that people are put into it by; it cannot be taken twice.' })
  key!: string;

  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The markets that its members are limited to; null for all of them.',
  })
  markets?: string[] | null;
}

@InputType({ description: 'The content of a team from now on.' })
export class AmendTeamInput {
  @Field(() => Key, { description: 'Which team.' })
  key!: string;

  @Field(() => Int, { nullable: true, description: 'The version the caller saw.' })
  version?: number | null;

  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The markets that its members are limited to; null for all of them.',
  })
  markets?: string[] | null;
}

@InputType({ description: 'Which teams: all criteria given must hold.' })
export class TeamFilter {
  @Field(() => String, { nullable: true, description: 'Part of the key or name.' })
  q?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those put away, or only those that are not.' })
  isArchived?: boolean | null;
}
