import { Arg, Ctx, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { DomainError } from '../kernel/errors.js';
import { newSecret } from '../kernel/ids.js';
import { CommandMutation } from '../kernel/mutation.js';
import { canonicalEmail } from './email.rules.js';
import { identityConfirmed } from './identity.js';
import { beginSession, confirmSession, endSession, openSession } from './session.commands.js';
import { letIn, proved } from './sign-in.js';
import { Viewer } from './viewer.resolver.js';

const returns = () => Viewer;
const text = () => String;
const PASSWORD = { description: 'The password.' };
const TOTP = {
  nullable: true,
  description:
    'The one-time code, or a recovery code, where one is set up; the rule `totp-required` asks for it.',
};

@Resolver()
export class SignInResolver {
  @CommandMutation(
    openSession,
    returns,
    'Signs in with the token of a one-time link; sets the session cookie.',
  )
  async signIn(
    @Ctx() { change, session }: Context,
    @Arg('token', text, { description: 'The token from the link.' }) token: string,
  ): Promise<Viewer> {
    const cookieSecret = newSecret();
    const { id, personName: name, roles, ...opened } = await change(openSession, { token, cookieSecret });
    session.begin(cookieSecret, opened.expiresAt);
    const { authenticatedAt } = opened;
    return Viewer.of({ type: 'USER', id, name, roles, sessionId: id, authenticatedAt });
  }

  @CommandMutation(
    beginSession,
    returns,
    'Signs in with a password, and a one-time code where one is set up; sets the session cookie. Whatever was wrong, the answer is the same.',
  )
  async signInWithPassword(
    @Ctx() context: Context,
    @Arg('email', text, { description: 'The e-mail address of the person.' }) email: string,
    @Arg('password', text, PASSWORD) password: string,
    @Arg('totp', text, TOTP) totp?: string,
  ): Promise<Viewer> {
    const user = await proved(context, canonicalEmail(email), { password, totp });
    if (!user) {
      throw new DomainError('UNAUTHENTICATED', 'the e-mail address, the password or the code is not right');
    }
    return Viewer.of(await letIn(context, user));
  }

  @CommandMutation(
    confirmSession,
    returns,
    'Proves again who one is, in the session that goes on; asked for by STEP_UP_REQUIRED.',
  )
  async confirmIdentity(
    @Ctx() context: Context,
    @Arg('password', text, PASSWORD) password: string,
    @Arg('totp', text, TOTP) totp?: string,
  ): Promise<Viewer> {
    return Viewer.of(await identityConfirmed(context, { password, totp }));
  }

  @CommandMutation(endSession, returns, 'Signs out: the session ends here and on every other process.')
  async signOut(@Ctx() { actor, change, session }: Context): Promise<Viewer> {
    await change(endSession, { id: actor.sessionId ?? actor.id });
    session.end();
    return Viewer.of(actor);
  }
}
