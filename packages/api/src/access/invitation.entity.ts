import { Field, ObjectType } from 'type-graphql';
import { User } from './user.entity.js';

/** Never stored: the token is known to whoever invites, and to who is handed it. */
@ObjectType({
  description: 'An invitation just made. Its token is shown here and never again, to be handed over.',
})
export class Invitation {
  @Field(() => User, { description: 'The person who is invited.' })
  user!: User;

  @Field(() => String, {
    description: 'The token for `acceptInvitation`; the page of the admin is `/#/invitation?token=...`.',
  })
  token!: string;
}
