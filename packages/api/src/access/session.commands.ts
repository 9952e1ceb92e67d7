import type { Command, SubjectType } from '../kernel/command.js';
import { secretHash } from '../kernel/content-hash.js';
import { violation } from '../kernel/errors.js';
import { newId, newSecret } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import { personal } from '../kernel/personal.js';
import { Session } from './session.entity.js';
import { type SessionOffer, begin, confirm, end, offer, open } from './session.rules.js';
import type { User } from './user.entity.js';
import { heldUser } from './user.queries.js';

const session: SubjectType<Session> = {
  name: 'Session',
  entity: Session,
  keyOf: ({ personName }) => personal(personName),
  auditView: ({ linkHash: _link, cookieHash: _cookie, ...rest }) => ({
    ...rest,
    personName: personal(rest.personName),
  }),
};

/** A fresh offer and the token of its link; only the token's hash goes further. */
export function newOffer(
  personName: string,
  roles: readonly string[],
): { offer: SessionOffer; token: string } {
  const token = newSecret();
  return { offer: { id: newId(), personName, roles, linkHash: secretHash(token) }, token };
}

export const offerSession: Command<SessionOffer, Session> = {
  name: 'session.offer',
  subject: session,
  load: async (_writer, { id, personName }) => Object.assign(new Session(), { id, personName, version: 0 }),
  apply: (blank, input, { now }) => offer(blank, input, now),
};

export const openSession: Command<{ token: string; cookieSecret: string }, Session> = {
  name: 'session.open',
  subject: session,
  load: async (writer, { token }) => {
    const offered = await writer.manager.findOneBy(Session, { linkHash: secretHash(token) });
    if (!offered) throw violation('link-unknown', 'this sign-in link is not known; ask for a new one');
    return lock(writer, Session, { id: offered.id });
  },
  apply: (offered, { cookieSecret }, { now }) => open(offered, secretHash(cookieSecret), now),
};

interface Proven {
  readonly userId: string;
  /** The epoch of the user as they were when they proved who they are. */
  readonly epoch: number;
}

export const beginSession: Command<
  Proven & { readonly id: string; readonly name: string; readonly cookieSecret: string },
  Session,
  User | null
> = {
  name: 'session.begin',
  subject: session,
  load: async (_writer, { id, name }) => Object.assign(new Session(), { id, personName: name, version: 0 }),
  consult: ({ manager }, _blank, { userId }) => heldUser(manager, userId),
  apply: (blank, { epoch, cookieSecret }, { evidence, now }) =>
    begin(blank, { epoch, cookieHash: secretHash(cookieSecret) }, evidence, now),
};

export const confirmSession: Command<Proven & { readonly id: string }, Session, User | null> = {
  name: 'session.confirm',
  subject: session,
  load: (writer, { id }) => lock(writer, Session, { id }),
  consult: ({ manager }, _current, { userId }) => heldUser(manager, userId),
  apply: (current, { epoch }, { evidence, now }) => confirm(current, epoch, evidence, now),
};

export const endSession: Command<{ id: string }, Session> = {
  name: 'session.end',
  subject: session,
  load: (writer, { id }) => lock(writer, Session, { id }),
  apply: (current, _input, { now }) => end(current, now),
};
