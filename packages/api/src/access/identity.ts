import type { Context } from '../context.js';
import type { Actor } from '../kernel/actor.js';
import { DomainError, violation } from '../kernel/errors.js';
import { noAccount } from './account.rules.js';
import { setPassword } from './own-account.commands.js';
import { notConfirmed } from './password/password.rules.js';
import { confirmSession } from './session.commands.js';
import { noteAttempt } from './sign-in-attempt.facts.js';
import { type Given, begunAttempt, proved } from './sign-in.js';
import type { User } from './user.entity.js';
import { ownAccount } from './user.queries.js';

/** The account of the person who asks, which has a password. */
async function accountWithPassword({ actor, look }: Context): Promise<User> {
  if (actor.type !== 'USER') throw new DomainError('UNAUTHENTICATED', 'sign in first');
  const account = await ownAccount(look, actor.id);
  if (!account) throw noAccount();
  if (account.passwordSetAt) return account;
  throw violation('no-password', 'this account has no password');
}

/** The caller, who has proved again who they are: the session goes on, and is fresh. */
export async function identityConfirmed(context: Context, given: Given): Promise<Actor> {
  const { email } = await accountWithPassword(context);
  const user = await proved(context, email, given);
  if (!user) throw notConfirmed();
  return freshened(context, user);
}

/** The caller, who has another password: their other sessions are over. */
export async function passwordChanged(
  context: Context,
  input: { readonly current: string; readonly password: string },
): Promise<Actor> {
  const { email } = await accountWithPassword(context);
  const attempt = await begunAttempt(context, email);
  try {
    const user = await context.change(setPassword, input);
    await noteAttempt(context, attempt, 'PASSED');
    return await freshened(context, user);
  } catch (error) {
    const isWrong = error instanceof DomainError && error.extensions.rule === notConfirmed().extensions.rule;
    if (!isWrong) await noteAttempt(context, attempt, 'WITHDRAWN');
    throw error;
  }
}

export async function freshened(
  { actor, change, session }: Context,
  { id: userId, sessionEpoch: epoch }: Pick<User, 'id' | 'sessionEpoch'>,
): Promise<Actor> {
  const { authenticatedAt } = await change(confirmSession, { id: actor.sessionId ?? '', userId, epoch });
  session.renew();
  return { ...actor, authenticatedAt };
}
