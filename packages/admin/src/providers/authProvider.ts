import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { type PackRule, unpackRules } from '@casl/ability/extra';
import type { AuthProvider } from 'ra-core';
import { SignInDocument, SignOutDocument, ViewerDocument, type ViewerQuery } from '../generated/graphql';
import { request } from './client';
import { ApiError } from './errors';
import { permissionOf } from './permission';

type Viewer = ViewerQuery['viewer'];

interface Known {
  readonly viewer: Viewer;
  readonly ability: MongoAbility;
}

let known: Promise<Known> | null = null;

const remember = (viewer: Viewer): Known => ({
  viewer,
  ability: createMongoAbility(unpackRules(viewer.rules as PackRule<RawRuleOf<MongoAbility>>[])),
});

/** Who is signed in: asked once, and again after signing in or out. */
function whoAsks(): Promise<Known> {
  known ??= request(ViewerDocument, {})
    .then(({ viewer }) => remember(viewer))
    .catch((error: unknown) => {
      known = null;
      throw error;
    });
  return known;
}

/** The rules are those the server enforces: what is answered here is a courtesy, what it answers is the law. */
export const authProvider: AuthProvider = {
  login: async ({ token }: { token: string }) => {
    known = null;
    await request(SignInDocument, { token });
  },
  logout: async () => {
    const wasKnown = known !== null;
    known = null;
    // A session that has ended already cannot be ended, and need not be.
    if (wasKnown) await request(SignOutDocument, {}).catch(() => {});
  },
  checkAuth: async () => {
    await whoAsks();
  },
  checkError: async (error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'UNAUTHENTICATED') return;
    known = null;
    throw error;
  },
  getIdentity: async () => {
    const { viewer } = await whoAsks();
    return { id: viewer.id, fullName: viewer.name, roles: viewer.roles };
  },
  canAccess: async ({ action, resource }) => {
    const { verb, subject } = permissionOf(action, resource);
    return (await whoAsks()).ability.can(verb, subject);
  },
};
