import type { Context } from '../context.js';
import type { Actor } from '../kernel/actor.js';
import { secretHash } from '../kernel/content-hash.js';
import { DomainError, violation } from '../kernel/errors.js';
import { newId, newSecret } from '../kernel/ids.js';
import { useRecoveryCode, useStep } from './code-use.facts.js';
import { isPassword } from './password/hash.js';
import { recoveryCodeHash } from './recovery-codes.js';
import { beginSession } from './session.commands.js';
import { personByCookie } from './session.queries.js';
import { type Attempt, attemptOf, noteAttempt } from './sign-in-attempt.facts.js';
import { failuresBeside } from './sign-in-attempt.queries.js';
import { secondsToWait } from './sign-in.rules.js';
import { stepOf } from './totp.js';
import { type Credentials, credentialsOf } from './user.queries.js';

export interface Given {
  readonly password: string;
  readonly totp?: string | null | undefined;
}

/**
 * A try to prove who one is, counted before it is known how it ends: tries at the same moment count each other.
 * Whoever comes too early is not counted, so that waiting helps.
 */
export async function begunAttempt(context: Context, email: string): Promise<Attempt> {
  const attempt = attemptOf(context, email);
  await refuseTooMany(context, attempt);
  await noteAttempt(context, attempt, 'TRIED');
  try {
    await refuseTooMany(context, attempt);
  } catch (error) {
    await noteAttempt(context, attempt, 'WITHDRAWN');
    throw error;
  }
  return attempt;
}

async function refuseTooMany(context: Context, attempt: Attempt): Promise<void> {
  const retryAfterSeconds = secondsToWait(await failuresBeside(context, attempt), attempt.at);
  if (retryAfterSeconds === 0) return;
  throw new DomainError('RATE_LIMITED', `too many tries; come back in ${retryAfterSeconds} seconds`, {
    retryAfterSeconds,
  });
}

/**
 * The person who knows the password and, where there is one, the code; null for everybody else, whatever was wrong and
 * whether or not there is such a person: the same work is done for all.
 */
export async function proved(
  context: Context,
  email: string,
  { password, totp }: Given,
): Promise<Credentials | null> {
  const attempt = await begunAttempt(context, email);
  const user = await credentialsOf(context.facts.database, { email });
  const isKnown = await isPassword(user?.passwordHash ?? null, password);
  if (!user || !isKnown || user.status !== 'ACTIVE') return null;
  if (user.totpConfirmedAt && !totp) {
    await noteAttempt(context, attempt, 'WITHDRAWN');
    throw violation('totp-required', 'a one-time code is needed as well', { field: 'totp' });
  }
  if (user.totpConfirmedAt && !(await isCode(context, user, totp ?? ''))) return null;
  await noteAttempt(context, attempt, 'PASSED');
  return user;
}

/** Whether this is the code of the moment or a recovery code, and nobody has used it. */
async function isCode(
  context: Context,
  { id, totpSecret, recoveryCodes }: Credentials,
  code: string,
): Promise<boolean> {
  const secret = totpSecret && context.strongbox.open(totpSecret, id);
  const step = secret ? stepOf(secret, code.trim(), context.now()) : null;
  if (step !== null) return useStep(context, id, step);
  const hash = recoveryCodeHash(code);
  return recoveryCodes.includes(hash) && useRecoveryCode(context, id, hash);
}

/** Lets somebody in who has proved who they are, with a cookie that nobody has seen before. */
export async function letIn(
  { change, look, now, session }: Context,
  { id: userId, name, sessionEpoch: epoch }: Pick<Credentials, 'id' | 'name' | 'sessionEpoch'>,
): Promise<Actor> {
  const cookieSecret = newSecret();
  const { expiresAt } = await change(beginSession, { id: newId(), userId, name, epoch, cookieSecret });
  session.begin(cookieSecret, expiresAt);
  const person = await personByCookie(look.manager, secretHash(cookieSecret), now());
  if (person) return person;
  throw new DomainError('UNAUTHENTICATED', 'this account was changed just now; sign in again');
}
