import { violation } from '../kernel/errors.js';
import { mayDoTheSame } from './duty.rules.js';
import type { Identity } from './oidc-claims.rules.js';
import type { User } from './user.entity.js';
import { type UserEvidence, amend, invite, withoutSessions } from './user.rules.js';

/** The same for whoever it is: who asks is not told whom Probity knows. */
export const notAdmitted = () => violation('not-admitted', 'this account of the provider may not sign in');

export const noRole = () => violation('no-role', 'none of the groups at the provider has a role');

/** Whether the account is as the provider says: most sign-ins change nothing. */
export const isSynchronised = (user: Readonly<User>, identity: Identity): boolean =>
  user.status === 'ACTIVE' &&
  isLinked(user, identity) &&
  (!identity.entitlement || mayDoTheSame(user, asStored(identity.entitlement)));

export const isLinked = (
  { oidcIssuer, oidcSubject }: Pick<User, 'oidcIssuer' | 'oidcSubject'>,
  { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>,
): boolean => oidcIssuer === issuer && oidcSubject === subject;

const asStored = ({ roles, teams }: NonNullable<Identity['entitlement']>) => ({
  roles: [...roles],
  teams: [...teams],
});

/**
 * Somebody as the provider says they are. Whoever has no role left has no session left; that they are not let in
 * either is for who asks.
 */
export function synchronise(
  user: Readonly<User>,
  identity: Identity,
  evidence: UserEvidence,
  { actorId, now }: { readonly actorId: string; readonly now: Date },
): User {
  requireSame(user, identity, now);
  const { entitlement } = identity;
  if (!entitlement) return linked(user, identity, now);
  if (entitlement.roles.length > 0) {
    const { roles, teams } = entitlement;
    return linked(amend(user, { name: user.name, roles, teams }, evidence, actorId), identity, now);
  }
  if (!isLinked(user, identity)) throw noRole();
  return withoutSessions(user);
}

/** Somebody whom nobody has invited, with the roles of their groups. */
export function provision(
  blank: Readonly<User>,
  identity: Identity,
  evidence: Pick<UserEvidence, 'openTeams'>,
  now: Date,
): User {
  const { email, name, entitlement } = identity;
  if (email === null || !entitlement) throw notAdmitted();
  if (entitlement.roles.length === 0) throw noRole();
  const draft = { ...entitlement, email, name: name ?? email.slice(0, 200), invitationHash: '' };
  return linked(invite(blank, draft, evidence, now), identity, now);
}

/** By issuer and subject; the first time by an address that the provider has verified. */
function requireSame(user: Readonly<User>, identity: Identity, now: Date): void {
  const isInvited =
    user.status === 'INVITED' && user.invitationExpiresAt !== null && user.invitationExpiresAt > now;
  const isTheSame = user.oidcSubject === null ? identity.email === user.email : isLinked(user, identity);
  if ((user.status !== 'ACTIVE' && !isInvited) || !isTheSame) throw notAdmitted();
}

const linked = (user: Readonly<User>, { issuer, subject }: Identity, now: Date): User => ({
  ...user,
  oidcIssuer: issuer,
  oidcSubject: subject,
  status: 'ACTIVE',
  acceptedAt: user.acceptedAt ?? now,
  invitationHash: null,
  invitationExpiresAt: null,
});
