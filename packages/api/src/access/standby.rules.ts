import { ROLES, type Role, rulesFor } from './role.rules.js';

/** How long a key goes on being believed while nobody can be asked about it. */
export const MOST_STANDBY_MS = 15 * 60_000;

/** What is answered from the plan alone, by who asks and what. */
const FROM_PLAN = [
  ['ask', 'Assignment'],
  ['read', 'Payload'],
] as const;

const asksPlan = (role: Role): boolean =>
  rulesFor({ type: 'KEY', roles: [role] }).some(({ subject, action }) =>
    FROM_PLAN.some(([verb, noun]) => subject === noun && action.includes(verb)),
  );

/** The roles whose keys are kept for when the database is away. */
export const STANDBY_ROLES: readonly Role[] = ROLES.filter(asksPlan);

/** Whether a key that worked when last somebody could be asked is believed still. */
export const standsIn = (expiresAt: Date | null, now: Date, unknownForMs: number): boolean =>
  unknownForMs <= MOST_STANDBY_MS && (expiresAt === null || expiresAt > now);
