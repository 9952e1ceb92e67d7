import { translated } from '../kernel/postgres-errors.js';
import type { Look } from '../kernel/query.js';
import type { Identity } from './oidc-claims.rules.js';
import { User } from './user.entity.js';

/** The account of somebody: theirs already, or that of the address that the provider has verified. */
export async function userBehind({ manager }: Look, identity: Identity): Promise<User | null> {
  const { issuer, subject, email } = identity;
  try {
    const known = await manager.findOneBy(User, { oidcIssuer: issuer, oidcSubject: subject });
    return known ?? (email === null ? null : await manager.findOneBy(User, { email }));
  } catch (error) {
    throw translated(error);
  }
}
