import type { Context } from '../context.js';
import type { Actor } from '../kernel/actor.js';
import { newId } from '../kernel/ids.js';
import { freshened } from './identity.js';
import type { Identity } from './oidc-claims.rules.js';
import { OidcRefusal } from './oidc-refusal.rules.js';
import { provisionUser, synchroniseUser } from './oidc-user.commands.js';
import { userBehind } from './oidc-user.queries.js';
import { isLinked, isSynchronised, noRole, notAdmitted } from './oidc-user.rules.js';
import { letIn } from './sign-in.js';
import type { User } from './user.entity.js';
import { ownAccount } from './user.queries.js';

/** Who changes accounts by what the provider says. */
export const SINGLE_SIGN_ON: Actor = { type: 'SYSTEM', id: 'oidc', name: 'single sign-on', roles: [] };

/** Lets somebody in whom the provider has told who they are, in a session of their own. */
export async function signInBy(
  /** The doors as they are to nobody known, and to `SINGLE_SIGN_ON`. */
  { nobody, system }: { readonly nobody: Context; readonly system: Context },
  identity: Identity,
  isProvisioning: boolean,
): Promise<void> {
  await letIn(nobody, await admitted(system, identity, isProvisioning));
}

async function admitted(
  { look, change }: Context,
  identity: Identity,
  isProvisioning: boolean,
): Promise<User> {
  const found = await userBehind(look, identity);
  if (!found && !isProvisioning) throw notAdmitted();
  if (!found) return change(provisionUser, { id: newId(), identity });
  if (isSynchronised(found, identity)) return found;
  const user = await change(synchroniseUser, { id: found.id, identity });
  if (identity.entitlement?.roles.length === 0) throw noRole();
  return user;
}

/** Who asks, with an account of the provider in a session that goes on. */
export async function requireLinked({ actor, look }: Context): Promise<{ sessionId: string; account: User }> {
  const account = actor.type === 'USER' ? await ownAccount(look, actor.id) : null;
  if (actor.sessionId && account?.oidcSubject) return { sessionId: actor.sessionId, account };
  throw new OidcRefusal('not-linked', 'the session is of no account of the provider');
}

/** The person of a session has proved again who they are: nobody else can do it for them. */
export async function confirmBy(context: Context, identity: Identity, begunIn: string): Promise<void> {
  const { sessionId, account } = await requireLinked(context);
  if (sessionId !== begunIn)
    throw new OidcRefusal('flow-unknown', 'the session is another than that which asked');
  if (!isLinked(account, identity))
    throw new OidcRefusal('another-person', 'the provider says another subject');
  await freshened(context, account);
}
