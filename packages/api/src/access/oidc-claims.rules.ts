import { canonicalEmail } from './email.rules.js';
import { OidcRefusal } from './oidc-refusal.rules.js';
import type { Entitlement, OidcSettings } from './oidc-settings.rules.js';

/** How far the clock of the provider may be from ours, in seconds. */
export const CLOCK_TOLERANCE_SECONDS = 60;

/** What the provider says of somebody, of which the signature is verified. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly iat: number;
  readonly [claim: string]: unknown;
}

/** Who somebody is at the provider. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** Null unless the provider says that it is verified. */
  readonly email: string | null;
  readonly name: string | null;
  /** What their groups make of them; null where roles are given in Probity alone. */
  readonly entitlement: Entitlement | null;
}

/** A token of this sign-in was made since it began, by a clock that agrees with ours. */
export function requireIssuedNow({ iat }: Claims, startedAt: number, now: Date): void {
  const [earliest, latest] = [startedAt / 1000, now.getTime() / 1000];
  if (iat >= earliest - CLOCK_TOLERANCE_SECONDS && iat <= latest + CLOCK_TOLERANCE_SECONDS) return;
  throw new OidcRefusal(
    'answer-refused',
    `the clock of the provider and ours differ by more than ${CLOCK_TOLERANCE_SECONDS} seconds: ` +
      `the ID token was issued ${Math.round(latest - iat)} seconds ago`,
  );
}

/** Refuses a proof that is older than the question, or weaker than what is asked for. */
export function requireProvedAnew(
  { auth_time: at, acr }: Claims,
  startedAt: number,
  { stepUpAcr }: Pick<OidcSettings, 'stepUpAcr'>,
): void {
  if (typeof at !== 'number' || at < startedAt / 1000 - CLOCK_TOLERANCE_SECONDS) {
    throw new OidcRefusal('not-fresh', 'auth_time is absent, or before the question');
  }
  if (stepUpAcr.length > 0 && !stepUpAcr.some(one => one === acr)) {
    throw new OidcRefusal('not-fresh', 'acr is none of OIDC_STEP_UP_ACR');
  }
}

type Wanted = Pick<OidcSettings, 'groupsClaim' | 'roles'>;

/** Whether an ID token says by itself what is asked; some providers say it only where they are asked again. */
export const isComplete = (claims: Claims, { groupsClaim, roles }: Wanted): boolean =>
  'email' in claims && (roles === null || groupsClaim in claims);

/** What an ID token leaves open, from another answer about the same subject. No address is verified by what is said of another. */
export const completed = (
  claims: Claims,
  { name, email, email_verified, ...more }: Readonly<Record<string, unknown>>,
  { groupsClaim }: Wanted,
): Claims => ({
  name,
  [groupsClaim]: more[groupsClaim],
  ...claims,
  ...(!('email' in claims) && { email, email_verified }),
});

export function identityOf(claims: Claims, settings: Wanted): Identity {
  const { iss: issuer, sub: subject, email, email_verified: isVerified, name } = claims;
  return {
    issuer,
    subject,
    email: typeof email === 'string' && isVerified === true ? canonicalEmail(email) : null,
    name: typeof name === 'string' ? name.trim().slice(0, 200) || null : null,
    entitlement: settings.roles && entitlementOf(groupsIn(claims[settings.groupsClaim]), settings.roles),
  };
}

/** Some providers say one group without a list. */
const groupsIn = (said: unknown): string[] =>
  (Array.isArray(said) ? said : [said]).filter(group => typeof group === 'string');

function entitlementOf(groups: readonly string[], roles: Readonly<Record<string, Entitlement>>): Entitlement {
  const known = groups.flatMap(group => (Object.hasOwn(roles, group) ? (roles[group] ?? []) : []));
  return {
    roles: [...new Set(known.flatMap(one => one.roles))].toSorted(),
    teams: [...new Set(known.flatMap(one => one.teams))].toSorted(),
  };
}
