import { MACHINE_ROLES } from '../access/role.rules.js';
import type { Actor } from '../kernel/actor.js';

const ROLES: ReadonlySet<string> = new Set(MACHINE_ROLES);

/** Whether a key is that of a program that sends the same few documents all its life. A key without a role is no person's. */
export const isMachine = ({ type, roles }: Pick<Actor, 'type' | 'roles'>): boolean =>
  type === 'KEY' && roles.every(role => ROLES.has(role));
