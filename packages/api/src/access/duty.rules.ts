import { badInput, violation } from '../kernel/errors.js';
import { PEOPLE_ROLES } from './role.rules.js';
import type { User } from './user.entity.js';

/** Whoever manages people holds none of the roles that approve, or that watch what was done. */
const APART_FROM_ADMINISTRATOR = ['reviewer', 'compliance-officer', 'auditor'];

/** The roles of a person as they are stored: each once, in order, and none that one person must not hold together. */
export function requireRoles(roles: readonly string[]): string[] {
  const known = [...new Set(roles)].toSorted();
  if (known.length === 0) throw badInput('roles', 'a person has at least one role');
  const unknown = known.find(role => !(PEOPLE_ROLES as readonly string[]).includes(role));
  if (unknown !== undefined)
    throw badInput('roles', `the role of a person is one of ${PEOPLE_ROLES.join(', ')}`);
  const apart = known.filter(role => APART_FROM_ADMINISTRATOR.includes(role));
  if (known.includes('administrator') && apart.length > 0) {
    throw violation('separate-duties', `nobody is administrator and ${apart.join(' and ')}`, {
      field: 'roles',
    });
  }
  return known;
}

export const isActiveAdministrator = ({ status, roles }: Pick<User, 'status' | 'roles'>): boolean =>
  status === 'ACTIVE' && roles.includes('administrator');

/** @param others how many other active administrators there are */
export function requireAdministrator(before: Readonly<User>, after: Readonly<User>, others: number): void {
  if (!isActiveAdministrator(before) || isActiveAdministrator(after) || others > 0) return;
  throw violation('last-administrator', 'this is the last active administrator');
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every(item => other.includes(item));

export const mayDoTheSame = (one: Pick<User, 'roles' | 'teams'>, other: Pick<User, 'roles' | 'teams'>) =>
  isSame(one.roles, other.roles) && isSame(one.teams, other.teams);

/** Nobody changes what they themselves may do, in whatever direction. */
export function requireAnother(actorId: string, before: Readonly<User>, after: Readonly<User>): void {
  if (actorId !== before.id || mayDoTheSame(before, after)) return;
  throw violation('own-roles', 'nobody changes their own roles or teams; ask another administrator', {
    field: 'roles',
  });
}
