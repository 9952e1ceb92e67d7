import { PEOPLE_ROLES } from './role.rules.js';

/** What members of a group of the provider are in Probity. */
export interface Entitlement {
  readonly roles: readonly string[];
  readonly teams: readonly string[];
}

/** The provider that people sign in with, and what is made of what it says of them. */
export interface OidcSettings {
  /** What the button says. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends people back to; null: to where they came from. */
  readonly redirectUrl: string | null;
  readonly scopes: string;
  readonly groupsClaim: string;
  /** By group; null: roles and teams are given in Probity alone. */
  readonly roles: Readonly<Record<string, Entitlement>> | null;
  /** Whether people are let in whom nobody has invited. */
  readonly isProvisioning: boolean;
  /** The authentication contexts of which one is asked for when somebody proves again who they are; empty: any. */
  readonly stepUpAcr: readonly string[];
}

export const CALLBACK_PATH = '/auth/oidc/callback';

const NAMES = [
  'OIDC_NAME',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_REDIRECT_URL',
  'OIDC_SCOPES',
  'OIDC_GROUPS_CLAIM',
  'OIDC_ROLES',
  'OIDC_PROVISION',
  'OIDC_STEP_UP_ACR',
] as const;

type Given = Readonly<Record<string, string | undefined>>;

/**
 * What the environment says of the provider; null where it says nothing.
 *
 * @throws {Error} naming the variable that makes no sense
 */
export function oidcSettingsOf(given: Given): OidcSettings | null {
  if (NAMES.every(name => !given[name])) return null;
  const roles = rolesOf(given.OIDC_ROLES);
  return {
    name: nameOf(given.OIDC_NAME || 'Single sign-on'),
    issuer: issuerOf(required(given, 'OIDC_ISSUER')),
    clientId: required(given, 'OIDC_CLIENT_ID'),
    clientSecret: required(given, 'OIDC_CLIENT_SECRET'),
    redirectUrl: redirectUrlOf(given.OIDC_REDIRECT_URL),
    scopes: scopesOf(given.OIDC_SCOPES || 'openid email profile groups'),
    groupsClaim: given.OIDC_GROUPS_CLAIM || 'groups',
    roles,
    isProvisioning: provisionOf(given.OIDC_PROVISION || '0', roles !== null),
    stepUpAcr: given.OIDC_STEP_UP_ACR?.split(/\s+/).filter(Boolean) ?? [],
  };
}

function required(given: Given, name: (typeof NAMES)[number]): string {
  const text = given[name];
  if (text) return text;
  throw new Error(
    `${name} is needed as well: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together`,
  );
}

function nameOf(text: string): string {
  if (text.length <= 60) return text;
  throw new Error('OIDC_NAME has at most 60 characters');
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** Whether nobody between here and there can read or change what is sent. */
const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

/** Only an issuer on this very machine is spoken to without TLS. */
export const isWithoutTls = (issuer: string): boolean => new URL(issuer).protocol === 'http:';

function issuerOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && isSafe(url) && isBare(url)) return text;
  throw new Error(
    'OIDC_ISSUER has the form https://host/path, without a query; http is for 127.0.0.1 and localhost alone',
  );
}

function redirectUrlOf(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && isSafe(url) && isBare(url) && url.pathname.endsWith(CALLBACK_PATH)) return url.href;
  throw new Error(`OIDC_REDIRECT_URL has the form https://host${CALLBACK_PATH}`);
}

const isBare = ({ search, hash, username, password }: URL): boolean =>
  search === '' && hash === '' && username === '' && password === '';

function scopesOf(text: string): string {
  const scopes = text.split(/\s+/).filter(Boolean);
  if (scopes.includes('openid')) return scopes.join(' ');
  throw new Error('OIDC_SCOPES holds "openid"');
}

function provisionOf(text: string, hasRoles: boolean): boolean {
  if (text !== '0' && text !== '1') throw new Error(`OIDC_PROVISION is 0 or 1, not "${text}"`);
  if (text === '1' && !hasRoles) {
    throw new Error(
      'OIDC_PROVISION=1 needs OIDC_ROLES: whoever was not invited has the roles of their groups',
    );
  }
  return text === '1';
}

const ROLES_FORM =
  'OIDC_ROLES is JSON of the form {"a group": {"roles": ["analyst"], "teams": ["a-team"]}}, where "teams" may be absent';

function rolesOf(text: string | undefined): Readonly<Record<string, Entitlement>> | null {
  if (!text) return null;
  const groups = Object.entries(objectIn(text));
  if (groups.length === 0) throw new Error(ROLES_FORM);
  return Object.fromEntries(groups.map(([group, said]) => [group, entitlementOf(group, said)]));
}

function objectIn(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch {
    // Said below.
  }
  throw new Error(ROLES_FORM);
}

function entitlementOf(group: string, said: unknown): Entitlement {
  const { roles, teams = [], ...others } = (said ?? {}) as Record<string, unknown>;
  if (!areTexts(roles) || !areTexts(teams) || roles.length === 0 || Object.keys(others).length > 0) {
    throw new Error(ROLES_FORM);
  }
  const unknown = roles.find(role => !(PEOPLE_ROLES as readonly string[]).includes(role));
  if (unknown === undefined) return { roles, teams };
  throw new Error(
    `OIDC_ROLES gives "${group}" the role "${unknown}"; the roles of people are ${PEOPLE_ROLES.join(', ')}`,
  );
}

const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string');
