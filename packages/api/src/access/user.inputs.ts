import { Field, ID, InputType, Int } from 'type-graphql';
import { Key } from '../kernel/scalars.js';
import { UserStatus } from './user.enums.js';

@InputType({ description: 'A person to invite.' })
export class InviteUserInput {
  @Field(() => String, { description: 'The e-mail address; it cannot be taken twice.' })
  email!: string;

  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Field(() => [String], { description: 'The roles that the person will act in.' })
  roles!: string[];

  @Field(() => [Key], { nullable: true, description: 'The keys of the teams that the person will be in.' })
  teams?: string[] | null;
}

@InputType({ description: 'What a person is called and may do from now on.' })
export class AmendUserInput {
  @Field(() => ID, { description: 'Which person.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'The version the caller saw.' })
  version?: number | null;

  @Field(() => String, { description: 'The name that people read.' })
  name!: string;

  @Field(() => [String], { description: 'The roles that the person acts in.' })
  roles!: string[];

  @Field(() => [Key], { nullable: true, description: 'The keys of the teams that the person is in.' })
  teams?: string[] | null;
}

@InputType({ description: 'Which people: all criteria given must hold.' })
export class UserFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name or the e-mail address.' })
  q?: string | null;

  @Field(() => UserStatus, { nullable: true, description: 'Only of this status.' })
  status?: `${UserStatus}` | null;

  @Field(() => String, { nullable: true, description: 'Only who acts in this role.' })
  role?: string | null;

  @Field(() => Key, { nullable: true, description: 'Only who is in this team.' })
  team?: string | null;
}
