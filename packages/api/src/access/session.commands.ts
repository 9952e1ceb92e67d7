import type { Command, SubjectType } from '../kernel/command.js';
import { secretHash } from '../kernel/content-hash.js';
import { violation } from '../kernel/errors.js';
import { newId, newSecret } from '../kernel/ids.js';
import { lock } from '../kernel/lock.js';
import { Session } from './session.entity.js';
import { type SessionOffer, end, offer, open } from './session.rules.js';

const session: SubjectType<Session> = {
  name: 'Session',
  entity: Session,
  keyOf: ({ personName }) => personName,
  auditView: ({ linkHash: _link, cookieHash: _cookie, ...rest }) => rest,
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

export const endSession: Command<{ id: string }, Session> = {
  name: 'session.end',
  subject: session,
  load: (writer, { id }) => lock(writer, Session, { id }),
  apply: (current, _input, { now }) => end(current, now),
};
