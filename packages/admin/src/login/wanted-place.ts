/** Where everybody begins who wanted to go nowhere else. */
export const FIRST_PLACE = '/experiments';

/** Pages of those who are not signed in. */
const OUTSIDE = /^\/(login|sign-in|invitation)(\/|\?|$)/;

interface Left {
  readonly nextPathname?: unknown;
  readonly nextSearch?: unknown;
}

/**
 * The page that somebody wanted when they were asked to sign in, as a place of the router.
 *
 * @param left what react-admin leaves in the history when it leads to the sign-in page
 */
export function wantedPlace(left: unknown): string {
  const { nextPathname, nextSearch } = (left ?? {}) as Left;
  if (typeof nextPathname !== 'string' || !nextPathname.startsWith('/')) return FIRST_PLACE;
  const place = `${nextPathname}${typeof nextSearch === 'string' ? nextSearch : ''}`;
  return place === '/' || OUTSIDE.test(place) ? FIRST_PLACE : place;
}

/** The address that begins a sign-in at the identity provider, and leads back to a place of the router. */
export const providerAddress = (place: string, { isStepUp = false } = {}): string =>
  `/auth/oidc/start?${new URLSearchParams({ ...(isStepUp && { 'step-up': '1' }), return: `/#${place}` }).toString()}`;
