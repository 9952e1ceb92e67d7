import { badInput, violation } from '../kernel/errors.js';
import { mayDoTheSame, requireAdministrator, requireAnother, requireRoles } from './duty.rules.js';
import { requireEmail } from './email.rules.js';
import type { User } from './user.entity.js';

export const INVITATION_LASTS_MS = 7 * 24 * 60 * 60_000;

export interface UserDraft {
  readonly name: string;
  readonly roles: readonly string[];
  readonly teams?: readonly string[] | null | undefined;
}

/** What else decides about people. */
export interface UserEvidence {
  /** The keys of the teams that somebody can be put into. */
  readonly openTeams: readonly string[];
  readonly otherAdministrators: number;
}

type Invitation = Pick<User, 'invitationHash' | 'invitationExpiresAt'>;
const NO_INVITATION: Invitation = { invitationHash: null, invitationExpiresAt: null };

const invitation = (hash: string, now: Date): Invitation => ({
  invitationHash: hash,
  invitationExpiresAt: new Date(now.getTime() + INVITATION_LASTS_MS),
});

/** Every session of the person is over. */
export const withoutSessions = (user: Readonly<User>): User => ({
  ...user,
  sessionEpoch: user.sessionEpoch + 1,
});

export function invite(
  blank: Readonly<User>,
  input: UserDraft & { readonly email: string; readonly invitationHash: string },
  { openTeams }: Pick<UserEvidence, 'openTeams'>,
  now: Date,
): User {
  return {
    ...blank,
    ...contentOf(input, [], openTeams),
    email: requireEmail(input.email),
    status: 'INVITED',
    sessionEpoch: 1,
    passwordHash: null,
    passwordSetAt: null,
    totpSecret: null,
    totpConfirmedAt: null,
    recoveryCodes: [],
    oidcIssuer: null,
    oidcSubject: null,
    ...invitation(input.invitationHash, now),
    invitedAt: now,
    acceptedAt: null,
    disabledAt: null,
  };
}

/** The link of before opens nothing any more. */
export function reinvite(user: Readonly<User>, invitationHash: string, now: Date): User {
  if (user.status !== 'INVITED') {
    throw violation('not-invited', 'only who has not accepted yet is invited again', {
      current: user.status,
    });
  }
  return { ...user, ...invitation(invitationHash, now) };
}

export function accept(user: Readonly<User>, passwordHash: string, now: Date): User {
  if (user.status !== 'INVITED' || !user.invitationExpiresAt || user.invitationExpiresAt <= now) {
    throw violation('invitation-expired', 'this invitation has expired; ask for a new one');
  }
  return {
    ...user,
    ...NO_INVITATION,
    status: 'ACTIVE',
    passwordHash,
    passwordSetAt: now,
    acceptedAt: now,
  };
}

export function amend(
  user: Readonly<User>,
  draft: UserDraft,
  { openTeams, otherAdministrators }: UserEvidence,
  actorId: string,
): User {
  const amended = { ...user, ...contentOf(draft, user.teams, openTeams) };
  requireAnother(actorId, user, amended);
  requireAdministrator(user, amended, otherAdministrators);
  return mayDoTheSame(user, amended) ? amended : withoutSessions(amended);
}

export function disable(
  user: Readonly<User>,
  { otherAdministrators }: Pick<UserEvidence, 'otherAdministrators'>,
  now: Date,
): User {
  if (user.status === 'DISABLED') throw violation('already-disabled', 'this person is disabled already');
  const disabled = withoutSessions({ ...user, ...NO_INVITATION, status: 'DISABLED', disabledAt: now });
  requireAdministrator(user, disabled, otherAdministrators);
  return disabled;
}

/** Who had accepted before can sign in as before; who had not has to be invited again. */
export function enable(user: Readonly<User>): User {
  if (user.status !== 'DISABLED') throw violation('not-disabled', 'this person is not disabled');
  const status = user.acceptedAt ? 'ACTIVE' : 'INVITED';
  return { ...user, status, disabledAt: null };
}

function contentOf(
  { name, roles, teams }: UserDraft,
  before: readonly string[],
  openTeams: readonly string[],
): Pick<User, 'name' | 'roles' | 'teams'> {
  if (name.trim() === '' || name.length > 200) throw badInput('name', 'a name has 1 to 200 characters');
  const keys = [...new Set(teams)].toSorted();
  const unknown = keys.find(key => !openTeams.includes(key) && !before.includes(key));
  if (unknown !== undefined) {
    throw violation('unknown-team', `there is no team "${unknown}" that anybody could be put into`, {
      field: 'teams',
    });
  }
  return { name: name.trim(), roles: requireRoles(roles), teams: keys };
}
