import type { Command, SubjectType, Writer } from '../kernel/command.js';
import { secretHash } from '../kernel/content-hash.js';
import { violation } from '../kernel/errors.js';
import { newId, newSecret } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import { personal } from '../kernel/personal.js';
import { openTeams } from './team.queries.js';
import { User } from './user.entity.js';
import { administratorsBeside, invitedBy, oneAtATime, withSecrets } from './user.queries.js';
import * as rules from './user.rules.js';

export const userSubject: SubjectType<User> = {
  name: 'User',
  entity: User,
  keyOf: ({ email, id }) => (email ? personal(email) : id),
  auditView: ({ passwordHash: _p, totpSecret: _t, recoveryCodes: _r, invitationHash: _i, ...rest }) => ({
    ...rest,
    email: personal(rest.email),
    name: personal(rest.name),
    oidcSubject: rest.oidcSubject && personal(rest.oidcSubject),
  }),
};

export interface Which {
  readonly id: string;
  readonly version?: number | null;
}

/** The row of a person, locked, with what only commands see. */
export async function lockedUser(writer: Writer, { id, version }: Which): Promise<User> {
  return withSecrets(writer.manager, await lock(writer, User, { id }, version));
}

/** As `lockedUser`, where it matters how many administrators there are. */
export async function lockedAlone(writer: Writer, which: Which): Promise<User> {
  await oneAtATime(writer.manager);
  return lockedUser(writer, which);
}

export const consultTeams = async ({ manager }: Writer): Promise<{ openTeams: string[] }> => ({
  openTeams: await openTeams(manager),
});

export const consultAdministrators = async ({ manager }: Writer, { id }: Readonly<User>) => ({
  otherAdministrators: await administratorsBeside(manager, id),
});

/** A fresh invitation: only the hash of its token goes further. */
export function newInvitation(): { id: string; token: string; invitationHash: string } {
  const token = newSecret();
  return { id: newId(), token, invitationHash: secretHash(token) };
}

interface Invited {
  readonly id: string;
  readonly invitationHash: string;
}

export const inviteUser: Command<
  rules.UserDraft & Invited & { readonly email: string },
  User,
  Pick<rules.UserEvidence, 'openTeams'>
> = {
  name: 'user.invite',
  subject: userSubject,
  needsFreshSignIn: true,
  load: async (_writer, { id }) => Object.assign(new User(), { id, version: 0 }),
  consult: consultTeams,
  apply: (blank, input, { now, evidence }) => rules.invite(blank, input, evidence, now),
};

export const reinviteUser: Command<Invited, User> = {
  name: 'user.reinvite',
  subject: userSubject,
  needsFreshSignIn: true,
  load: lockedUser,
  apply: (user, { invitationHash }, { now }) => rules.reinvite(user, invitationHash, now),
};

export const amendUser: Command<rules.UserDraft & Which, User, rules.UserEvidence> = {
  name: 'user.amend',
  subject: userSubject,
  needsFreshSignIn: true,
  load: lockedAlone,
  consult: async (writer, before) => ({
    ...(await consultTeams(writer)),
    ...(await consultAdministrators(writer, before)),
  }),
  apply: (user, input, { actor, evidence }) => rules.amend(user, input, evidence, actor.id),
};

export const disableUser: Command<Which, User, Pick<rules.UserEvidence, 'otherAdministrators'>> = {
  name: 'user.disable',
  subject: userSubject,
  needsFreshSignIn: true,
  load: lockedAlone,
  consult: consultAdministrators,
  apply: (user, _input, { now, evidence }) => rules.disable(user, evidence, now),
};

export const enableUser: Command<Which, User> = {
  name: 'user.enable',
  subject: userSubject,
  needsFreshSignIn: true,
  load: lockedUser,
  apply: user => rules.enable(user),
};

/** The person that an invitation was made for, locked. */
export async function invitedUser(writer: Writer, token: string): Promise<User> {
  const id = await invitedBy(writer.manager, secretHash(token));
  if (!id)
    throw violation('invitation-unknown', 'this invitation is not known, or was used; ask for a new one');
  return lockedUser(writer, { id });
}
