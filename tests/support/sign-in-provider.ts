import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type KoaContext } from 'oidc-provider';
import MemoryAdapter from 'oidc-provider/lib/adapters/memory_adapter.js';
import { listening } from './listening.js';

export const CLIENT = { id: 'probity', secret: 'a secret that only tests share' };

/** A person as the provider knows them. */
interface Account {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
}

/** A real provider of OpenID Connect. Whoever comes is taken for the one whom the test puts in front of the screen. */
export interface SignInProvider {
  readonly issuer: string;
  readonly accounts: Record<string, Account>;
  /** Who is in front of the screen, and how they prove it. */
  person: { accountId: string; acr?: string };
  /** Opens it to a Probity, which is the only one it knows. */
  serve(probityUrl: string): Promise<void>;
  /** Signs with another key from now on, and forgets the one before. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

export async function openSignInProvider(): Promise<SignInProvider> {
  let provider: Provider | undefined;
  let probityUrl = '';
  const place = await listening((request, response) => {
    void answer(request, response);
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return provider?.callback()(request, response);
    return provider?.interactionFinished(request, response, { login: self.person });
  };
  const open = async () => {
    provider = new Provider(place.url, await configuration(self.accounts, probityUrl));
  };
  const self: SignInProvider = {
    issuer: place.url,
    accounts: {},
    person: { accountId: 'nobody' },
    serve: url => {
      probityUrl = url;
      return open();
    },
    rotate: open,
    close: () => place.close(),
  };
  return self;
}

/** The provider warns of its own, which is meant for trying it out. */
class Memory extends MemoryAdapter {}

async function configuration(accounts: Readonly<Record<string, Account>>, probityUrl: string) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = await exportJWK(privateKey);
  return {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${probityUrl}/auth/oidc/callback`],
      },
    ],
    adapter: Memory,
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256' }] },
    claims: { email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    acrValues: ['two-factors'],
    cookies: { keys: ['a key that only tests share'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId, ...accounts[accountId] }),
    }),
    loadExistingGrant: grantAll,
  };
}

async function grantAll({ oidc }: KoaContext) {
  const grant = new oidc.provider.Grant({
    clientId: oidc.client.clientId,
    accountId: oidc.session.accountId,
  });
  grant.addOIDCScope('openid email profile groups');
  await grant.save();
  return grant;
}
