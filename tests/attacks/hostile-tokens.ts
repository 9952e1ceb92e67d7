import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { type HostileProvider, type Json, KEY_ID, encoded, signed } from '../support/hostile-provider.js';

/** A key that the provider has never published. */
const stolen = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stolenJwk = stolen.publicKey.export({ format: 'jwk' });

const RIGHT = { alg: 'RS256', kid: KEY_ID, typ: 'JWT' };

const unsigned = (alg: string, claims: Json): string => `${encoded({ ...RIGHT, alg })}.${encoded(claims)}.`;

function hmac(header: Json, claims: Json, secret: string | Buffer): string {
  const signing = `${encoded(header)}.${encoded(claims)}`;
  return `${signing}.${createHmac('sha256', secret).update(signing).digest('base64url')}`;
}

const twice = (claims: Json, more: string): string => `${JSON.stringify(claims).slice(0, -1)},${more}}`;

/** Ways to make a token that must not be believed, out of claims that would be. */
export const HOSTILE_TOKENS: Readonly<Record<string, (claims: Json, provider: HostileProvider) => string>> = {
  'alg none': claims => unsigned('none', claims),
  'alg None': claims => unsigned('None', claims),
  'alg nOnE': claims => unsigned('nOnE', claims),
  'no signature': claims => unsigned('RS256', claims),
  'the signature of a key that was never published': claims => signed(RIGHT, claims, stolen.privateKey),
  'other claims than were signed': (claims, { key }) => {
    const [header, , signature] = signed(RIGHT, { ...claims, sub: 'somebody else' }, key).split('.');
    return `${header}.${encoded(claims)}.${signature}`;
  },
  'HS256 with the public key in PEM': (claims, { key }) =>
    hmac({ ...RIGHT, alg: 'HS256' }, claims, createPublicKey(key).export({ format: 'pem', type: 'spki' })),
  'HS256 with the public key in DER': (claims, { key }) =>
    hmac({ ...RIGHT, alg: 'HS256' }, claims, createPublicKey(key).export({ format: 'der', type: 'spki' })),
  'a key that it brings along (jwk)': claims =>
    signed({ ...RIGHT, jwk: stolenJwk }, claims, stolen.privateKey),
  'a place to fetch the key from (jku)': (claims, { issuer }) =>
    signed({ alg: 'RS256', kid: 'stolen', jku: `${issuer}/stolen` }, claims, stolen.privateKey),
  'a place to fetch a certificate from (x5u)': (claims, { issuer }) =>
    signed({ ...RIGHT, x5u: `${issuer}/stolen` }, claims, stolen.privateKey),
  'a path for a key id': claims => hmac({ alg: 'HS256', kid: '../../../../../../dev/null' }, claims, ''),
  'SQL for a key id': claims => hmac({ alg: 'HS256', kid: "' union select 'secret' --" }, claims, 'secret'),
  'an extension that must be understood (crit)': (claims, { key }) =>
    signed({ ...RIGHT, crit: ['exp'], exp: 0 }, claims, key),
  'an unencoded payload (b64 with crit)': (claims, { key }) =>
    signed({ ...RIGHT, crit: ['b64'], b64: false }, claims, key),
  'an unencoded payload (b64 without crit)': (claims, { key }) =>
    signed({ ...RIGHT, b64: false }, claims, key),
  'a time that is over (exp)': (claims, { key }) =>
    signed(RIGHT, { ...claims, exp: Number(claims.iat) - 61 }, key),
  'no time at which it is over': (claims, { key }) => signed(RIGHT, { ...claims, exp: undefined }, key),
  'a time that has not come (nbf)': (claims, { key }) =>
    signed(RIGHT, { ...claims, nbf: Number(claims.iat) + 120 }, key),
  'an instant before the question (iat)': (claims, { key }) =>
    signed(RIGHT, { ...claims, iat: Number(claims.iat) - 120 }, key),
  'the issuer of another': (claims, { key }) =>
    signed(RIGHT, { ...claims, iss: 'https://elsewhere.example' }, key),
  'the audience of another': (claims, { key }) => signed(RIGHT, { ...claims, aud: 'another' }, key),
  'two audiences, and nobody it was made for (azp)': (claims, { key }) =>
    signed(RIGHT, { ...claims, aud: ['probity', 'another'] }, key),
  'two audiences, and made for another (azp)': (claims, { key }) =>
    signed(RIGHT, { ...claims, aud: ['probity', 'another'], azp: 'another' }, key),
  'another nonce': (claims, { key }) => signed(RIGHT, { ...claims, nonce: 'another' }, key),
  'no nonce': (claims, { key }) => signed(RIGHT, { ...claims, nonce: undefined }, key),
  'no subject': (claims, { key }) => signed(RIGHT, { ...claims, sub: undefined }, key),
  '100 KB': (claims, { key }) => signed(RIGHT, { ...claims, more: 'a'.repeat(100_000) }, key),
  'two subjects': (claims, { key }) => signed(RIGHT, twice(claims, '"sub":"somebody else"'), key),
  'two subjects, one of them in escapes': (claims, { key }) =>
    signed(RIGHT, twice(claims, String.raw`"\u0073ub":"somebody else"`), key),
  'two algorithms': (claims, { key }) => signed(twice(RIGHT, '"alg":"RS256"'), claims, key),
  'claims that are a list': (_claims, { key }) => signed(RIGHT, '[]', key),
  'claims that are no JSON': (_claims, { key }) => signed(RIGHT, 'sub=ada', key),
  'four parts': (claims, { key }) => `${signed(RIGHT, claims, key)}.more`,
  'an encrypted token': (claims, { key }) => `${signed({ ...RIGHT, enc: 'A256GCM' }, claims, key)}.more.more`,
  nothing: () => '',
};
