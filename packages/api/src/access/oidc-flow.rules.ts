import { OidcRefusal } from './oidc-refusal.rules.js';

/** How long somebody may take at the provider. */
export const FLOW_LASTS_MS = 10 * 60_000;

/** What one sign-in is recognised by when it comes back; kept sealed in the browser that began it. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUrl: string;
  readonly returnTo: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** The session whose person is to prove again who they are; null for a new session. */
  readonly sessionId: string | null;
}

export function requireUnderWay(flow: Flow, now: Date): Flow {
  const age = now.getTime() - flow.startedAt;
  if (age < FLOW_LASTS_MS) return flow;
  throw new OidcRefusal('flow-unknown', 'the sign-in took too long');
}

const ELSEWHERE = 'https://elsewhere.invalid';
const LONGEST = 2_000;

/** A path of ours: what a browser would take for another place is refused, and so is a way back into signing in. */
export function requireReturnPath(text: string): string {
  const url = URL.canParse(text, ELSEWHERE) ? new URL(text, ELSEWHERE) : null;
  const path = url && url.pathname + url.search + url.hash;
  if (
    url?.origin === ELSEWHERE &&
    path &&
    text.startsWith('/') &&
    !path.startsWith('//') &&
    !path.startsWith('/auth/') &&
    path.length <= LONGEST
  ) {
    return path;
  }
  throw new OidcRefusal('bad-return', 'the path to return to is not one of ours');
}
