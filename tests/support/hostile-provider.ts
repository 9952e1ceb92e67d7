import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listening } from './listening.js';

export type Json = Readonly<Record<string, unknown>>;

/** A provider that answers whatever the test wants it to. Nobody signs in there: the test goes straight back. */
export interface HostileProvider {
  readonly issuer: string;
  /** The key that it publishes. */
  readonly key: KeyObject;
  readonly publicJwk: Json;
  /** What it answers when it is asked for tokens. */
  tokens: () => Json | string;
  /** What it says of itself beside the usual. */
  metadata: Json;
  /** The keys that it publishes. */
  keys: readonly Json[];
  userInfo: Json;
  close(): Promise<void>;
}

export const KEY_ID = 'the key of the provider';

export async function openHostileProvider(): Promise<HostileProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' };
  const place = await listening((request, response) => {
    answer(self, request, response);
  });
  const self: HostileProvider = {
    issuer: place.url,
    key: privateKey,
    publicJwk,
    tokens: () => ({}),
    metadata: {},
    keys: [publicJwk],
    userInfo: {},
    close: () => place.close(),
  };
  return self;
}

function answer(
  { issuer, metadata, keys, tokens, userInfo }: HostileProvider,
  { url = '' }: IncomingMessage,
  response: ServerResponse,
): void {
  const said: Record<string, () => Json | string> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      userinfo_endpoint: `${issuer}/me`,
      id_token_signing_alg_values_supported: ['RS256'],
      ...metadata,
    }),
    '/keys': () => ({ keys }),
    '/token': tokens,
    '/me': () => userInfo,
  };
  const answered = said[url]?.() ?? {};
  response.setHeader('content-type', 'application/json');
  response.end(typeof answered === 'string' ? answered : JSON.stringify(answered));
}

export const encoded = (part: Json | string): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** A token with the signature of whoever holds the key. */
export function signed(header: Json | string, claims: Json | string, key: KeyObject): string {
  const signing = `${encoded(header)}.${encoded(claims)}`;
  return `${signing}.${sign('sha256', Buffer.from(signing), key).toString('base64url')}`;
}
