import type { Command, Writer } from '../kernel/command.js';
import type { Strongbox } from '../kernel/strongbox.js';
import { noAccount } from './account.rules.js';
import { hashPassword, isPassword } from './password/hash.js';
import { requirePassword, setPassword as withPassword } from './password/password.rules.js';
import { stepOf } from './totp.js';
import * as totp from './totp.rules.js';
import { type Which, invitedUser, lockedUser, userSubject } from './user.commands.js';
import type { User } from './user.entity.js';
import { accept } from './user.rules.js';

/** The row of the person who asks. */
async function lockedSelf(writer: Writer): Promise<User> {
  const { id, sessionId } = writer.actor;
  if (id === sessionId) throw noAccount();
  return lockedUser(writer, { id });
}

/** The password is hashed once it is known that there is such an invitation: hashing is dear, and anybody may ask. */
export const acceptInvitation: Command<{ readonly token: string; readonly password: string }, User, string> =
  {
    name: 'user.accept',
    subject: userSubject,
    load: (writer, { token }) => invitedUser(writer, token),
    consult: async (_writer, user, { password }) => {
      requirePassword(password, user);
      return hashPassword(password);
    },
    apply: (user, _input, { now, evidence }) => accept(user, evidence, now),
  };

export const setPassword: Command<
  { readonly current: string; readonly password: string },
  User,
  { isKnown: boolean; passwordHash: string }
> = {
  name: 'user.setPassword',
  subject: userSubject,
  load: lockedSelf,
  consult: async (_writer, user, { current, password }) => {
    requirePassword(password, user);
    return {
      isKnown: await isPassword(user.passwordHash, current),
      passwordHash: await hashPassword(password),
    };
  },
  apply: (user, _input, { now, evidence }) => withPassword(user, evidence, now),
};

export const enrolTotp: Command<{ readonly secret: string; readonly strongbox: Strongbox }, User, string> = {
  name: 'user.enrolTotp',
  subject: userSubject,
  needsFreshSignIn: true,
  load: lockedSelf,
  consult: async (_writer, { id }, { secret, strongbox }) => strongbox.lock(secret, id),
  apply: (user, _input, { evidence }) => totp.enrolTotp(user, evidence),
};

export const confirmTotp: Command<
  { readonly code: string; readonly codeHashes: readonly string[]; readonly strongbox: Strongbox },
  User,
  boolean
> = {
  name: 'user.confirmTotp',
  subject: userSubject,
  load: lockedSelf,
  consult: async ({ now }, { id, totpSecret }, { code, strongbox }) =>
    totpSecret !== null && stepOf(strongbox.open(totpSecret, id), code, now) !== null,
  apply: (user, { codeHashes }, { now, evidence }) => totp.confirmTotp(user, codeHashes, evidence, now),
};

export const removeTotp: Command<object, User> = {
  name: 'user.removeTotp',
  subject: userSubject,
  needsFreshSignIn: true,
  load: lockedSelf,
  apply: user => totp.removeTotp(user),
};

/** For who has lost the device: an administrator does it for them. */
export const resetTotp: Command<Which, User> = {
  name: 'user.resetTotp',
  subject: userSubject,
  needsFreshSignIn: true,
  load: lockedUser,
  apply: user => totp.resetTotp(user),
};
