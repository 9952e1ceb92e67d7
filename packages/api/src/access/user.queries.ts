import { ArrayContains, type EntityManager, type FindOptionsWhere, ILike, Not } from 'typeorm';
import type { Database } from '../kernel/database.js';
import { isId } from '../kernel/ids.js';
import { type Look, type PageRequest, one, page, permitRead } from '../kernel/query.js';
import { containing } from '../kernel/search.js';
import { secretRow } from '../kernel/secret-row.js';
import { User } from './user.entity.js';
import type { UserStatus } from './user.enums.js';

export interface UserQuestion {
  readonly q?: string | null;
  readonly status?: `${UserStatus}` | null;
  readonly role?: string | null;
  readonly team?: string | null;
}

const COLUMNS = { NAME: 'name', EMAIL: 'email', STATUS: 'status', CREATED_AT: 'invitedAt' } as const;

export function users(look: Look, { q, status, role, team }: UserQuestion, request: PageRequest) {
  permitRead(look, 'User');
  const criteria: FindOptionsWhere<User> = {
    ...(status && { status }),
    ...(role && { roles: ArrayContains([role]) }),
    ...(team && { teams: ArrayContains([team]) }),
  };
  const where = q
    ? ['name', 'email'].map(column => ({ ...criteria, [column]: ILike(containing(q)) }))
    : criteria;
  return page(look, User, where, COLUMNS, request);
}

export async function user(look: Look, id: string): Promise<User | null> {
  permitRead(look, 'User');
  return isId(id) ? one(look, User, { id }) : null;
}

export function userByEmail(look: Look, email: string): Promise<User | null> {
  permitRead(look, 'User');
  return one(look, User, { email });
}

/** The account of somebody, as they may always see it; null where there is none. */
export const ownAccount = async ({ manager }: Look, id: string): Promise<User | null> =>
  isId(id) ? manager.findOneBy(User, { id }) : null;

/** What verifies who somebody is. */
export const CREDENTIALS = {
  id: true,
  email: true,
  name: true,
  status: true,
  sessionEpoch: true,
  passwordHash: true,
  totpSecret: true,
  totpConfirmedAt: true,
  recoveryCodes: true,
} as const;

const SECRETS = { passwordHash: true, totpSecret: true, recoveryCodes: true, invitationHash: true } as const;

/** A row that was locked without what verifies, and with it. */
export async function withSecrets(manager: EntityManager, user: User): Promise<User> {
  const secrets = await manager.findOneOrFail(User, { select: SECRETS, where: { id: user.id } });
  return { ...user, ...secrets };
}

export type Credentials = Pick<User, keyof typeof CREDENTIALS>;

export const credentialsOf = (
  database: Database,
  who: { readonly email: string } | { readonly id: string },
): Promise<Credentials | null> => secretRow(database, User, who, CREDENTIALS);

/** A person as they are until the command ends; who changes them waits. Null where there is none. */
export const heldUser = (manager: EntityManager, id: string): Promise<User | null> =>
  manager.findOne(User, { where: { id }, lock: { mode: 'pessimistic_read' } });

/** How many people are in a team. */
export const membersOf = (manager: EntityManager, teamKey: string): Promise<number> =>
  manager.countBy(User, { teams: ArrayContains([teamKey]) });

/** How many active administrators there are beside this person. */
export const administratorsBeside = (manager: EntityManager, id: string): Promise<number> =>
  manager.countBy(User, { id: Not(id), status: 'ACTIVE', roles: ArrayContains(['administrator']) });

// The letters "admi". Belongs to this room alone.
const ADMINISTRATORS = 0x61646d69;

/** Changes of people wait for each other: two administrators cannot disable each other at the same moment. */
export const oneAtATime = async (manager: EntityManager): Promise<void> => {
  await manager.query('select pg_advisory_xact_lock($1)', [ADMINISTRATORS]);
};

/** The id of the person that an invitation was made for. */
export async function invitedBy(manager: EntityManager, invitationHash: string): Promise<string | null> {
  const found = await manager.findOne(User, { select: { id: true }, where: { invitationHash } });
  return found?.id ?? null;
}
