import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { SortInput, pageOf } from '../kernel/list.js';
import { CommandMutation } from '../kernel/mutation.js';
import { Invitation } from './invitation.entity.js';
import { resetTotp } from './own-account.commands.js';
import {
  amendUser,
  disableUser,
  enableUser,
  inviteUser,
  newInvitation,
  reinviteUser,
} from './user.commands.js';
import { User } from './user.entity.js';
import { AmendUserInput, InviteUserInput, UserFilter } from './user.inputs.js';
import { user, users } from './user.queries.js';

const UserPage = pageOf(User, 'User');
const returns = () => User;
const id = () => ID;
const WHICH = { description: 'The id of the person.' };
const VERSION = { nullable: true, description: 'The version the caller saw.' };

@Resolver(() => User)
export class UserResolver {
  @Query(() => UserPage, { description: 'The people who may sign in, are invited, or could sign in before.' })
  users(
    @Ctx() { look }: Context,
    @Arg('filter', () => UserFilter, { nullable: true, description: 'Which people.' }) filter?: UserFilter,
    @Arg('sort', () => [SortInput], {
      nullable: true,
      description: 'By NAME, EMAIL, STATUS or CREATED_AT, which is when they were invited.',
    })
    sort?: SortInput[],
    @Arg('page', () => Int, { nullable: true, description: 'The page, from 1.' }) page?: number,
    @Arg('perPage', () => Int, { nullable: true, description: 'People a page, at most 100.' })
    perPage?: number,
  ) {
    return users(look, filter ?? {}, { sort, page, perPage });
  }

  @Query(returns, { nullable: true, description: 'One person; null when there is none of this id.' })
  user(@Ctx() { look }: Context, @Arg('id', id, WHICH) which: string) {
    return user(look, which);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the account has a password.' })
  hasPassword(@Root() { passwordSetAt }: User): boolean {
    return passwordSetAt !== null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether signing in asks for a one-time code.' })
  hasTotp(@Root() { totpConfirmedAt }: User): boolean {
    return totpConfirmedAt !== null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the person signs in at the sign-in provider.' })
  hasSingleSignOn(@Root() { oidcSubject }: User): boolean {
    return oidcSubject !== null;
  }

  @CommandMutation(
    inviteUser,
    () => Invitation,
    'Invites a person; the token is shown once and good for 7 days.',
  )
  async inviteUser(
    @Ctx() { change }: Context,
    @Arg('input', () => InviteUserInput, { description: 'The person.' }) input: InviteUserInput,
  ): Promise<Invitation> {
    const { token, ...invitation } = newInvitation();
    const { email, name, roles, teams } = input;
    return { user: await change(inviteUser, { email, name, roles, teams, ...invitation }), token };
  }

  @CommandMutation(
    reinviteUser,
    () => Invitation,
    'Invites again who has not accepted yet; the token of before opens nothing any more.',
  )
  async reinviteUser(@Ctx() { change }: Context, @Arg('id', id, WHICH) which: string): Promise<Invitation> {
    const { token, invitationHash } = newInvitation();
    return { user: await change(reinviteUser, { id: which, invitationHash }), token };
  }

  @CommandMutation(
    amendUser,
    returns,
    'Changes name, roles and teams. Other roles or teams end the sessions of the person within 5 seconds.',
  )
  amendUser(
    @Ctx() { change }: Context,
    @Arg('input', () => AmendUserInput, { description: 'What counts from now on.' }) input: AmendUserInput,
  ): Promise<User> {
    return change(amendUser, input);
  }

  @CommandMutation(
    disableUser,
    returns,
    'Disables a person: their sessions are over everywhere within 5 seconds.',
  )
  disableUser(
    @Ctx() { change }: Context,
    @Arg('id', id, WHICH) which: string,
    @Arg('version', () => Int, VERSION) version?: number,
  ): Promise<User> {
    return change(disableUser, { id: which, version: version ?? null });
  }

  @CommandMutation(enableUser, returns, 'Lets a person sign in again who was disabled.')
  enableUser(
    @Ctx() { change }: Context,
    @Arg('id', id, WHICH) which: string,
    @Arg('version', () => Int, VERSION) version?: number,
  ): Promise<User> {
    return change(enableUser, { id: which, version: version ?? null });
  }

  @CommandMutation(
    resetTotp,
    returns,
    'Takes away the one-time codes of a person who has lost the device; their sessions are over.',
  )
  resetUserTotp(@Ctx() { change }: Context, @Arg('id', id, WHICH) which: string): Promise<User> {
    return change(resetTotp, { id: which });
  }
}
