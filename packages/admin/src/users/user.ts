import type { UserWholeFragment } from '../generated/graphql';
import { ROLE_WORDS } from '../keys/roles';

export type User = UserWholeFragment;

const MACHINES = new Set(['model', 'esp', 'consent-source', 'sdk']);

/** The roles that a person can hold, in words. */
export const PEOPLE_ROLES = Object.entries(ROLE_WORDS)
  .filter(([role]) => !MACHINES.has(role))
  .map(([id, { name, may }]) => ({ id, name, may }));

export const rolesText = (roles: readonly string[]): string =>
  roles.map(role => ROLE_WORDS[role]?.name ?? role).join(', ');

const APART = ['reviewer', 'compliance-officer', 'auditor'];

/** Why these roles cannot be one person's, as the server will say it too; null where they can. */
export function conflictOf(roles: readonly string[]): string | null {
  const apart = roles.filter(role => APART.includes(role));
  if (!roles.includes('administrator') || apart.length === 0) return null;
  return `Nobody is administrator and ${rolesText(apart)}: who manages people neither approves nor audits.`;
}

/** Where an invitation is accepted. */
export const invitationLink = (token: string): string =>
  `${window.location.origin}/#/invitation?token=${encodeURIComponent(token)}`;
