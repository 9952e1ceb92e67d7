import type { Actor, Rule } from '../kernel/actor.js';
import { type Grants, grantsIn } from './grant.rules.js';
import { MACHINE_GRANTS, MACHINE_ROLES } from './machine-role.rules.js';
import { limited } from './market-limit.rules.js';
import { OPERATOR_GRANTS, OWN_SESSION, OWN_USER, PEOPLE_GRANTS, PEOPLE_ROLES } from './person-role.rules.js';

export { MACHINE_ROLES } from './machine-role.rules.js';
export { PEOPLE_ROLES } from './person-role.rules.js';

/** People's roles first, machines' last. */
export const ROLES = [...PEOPLE_ROLES, ...MACHINE_ROLES] as const;

export type Role = (typeof ROLES)[number];

export const isRole = (value: string): value is Role => (ROLES as readonly string[]).includes(value);

const GRANTS: Readonly<Record<Role, readonly Grants[]>> = { ...PEOPLE_GRANTS, ...MACHINE_GRANTS };

/** Nobody known: may turn a one-time link, an invitation or a password into a session, and nothing else. */
const ANYBODY: Rule[] = [
  { subject: 'Session', action: ['open', 'begin'] },
  { subject: 'User', action: 'accept' },
];

/** What a role takes away, whatever other roles would give. */
const NEVER_ADMINISTRATOR: Rule[] = [
  { subject: 'all', action: ['approve', 'bypass'], inverted: true },
  { subject: 'AuditEntry', action: 'export', inverted: true },
];
const NEVER_MACHINE: Rule[] = [
  { subject: 'all', action: ['approve', 'bypass', 'decide', 'start'], inverted: true },
];

type Asking = Pick<Actor, 'type' | 'roles'> & Partial<Pick<Actor, 'id' | 'markets' | 'sessionId'>>;

/** What an actor may do, as CASL rules. Pure; an unknown role grants nothing. */
export function rulesFor(actor: Asking): Rule[] {
  if (actor.type === 'SYSTEM') return ruled(OPERATOR_GRANTS, null);
  const roles = actor.roles.filter(isRole);
  const granted = ruled(
    roles.flatMap(role => GRANTS[role]),
    actor.markets ?? null,
  );
  return [...ANYBODY, ...ownOf(actor), ...granted, ...roles.flatMap(never)];
}

function ruled(grants: readonly Grants[], markets: readonly string[] | null): Rule[] {
  return grantsIn(grants).flatMap(grant => {
    const rule = markets ? limited(grant, markets) : { subject: grant.subject, action: grant.verb };
    return rule ? [rule] : [];
  });
}

/** What people do to themselves. */
function ownOf({ type, id, sessionId = id }: Asking): Rule[] {
  if (type !== 'USER' || id === undefined) return [];
  return [
    { subject: 'Session', action: [...OWN_SESSION], conditions: { id: sessionId } },
    { subject: 'User', action: [...OWN_USER], conditions: { id } },
  ];
}

function never(role: Role): Rule[] {
  if (role === 'administrator') return NEVER_ADMINISTRATOR;
  return (MACHINE_ROLES as readonly string[]).includes(role) ? NEVER_MACHINE : [];
}
