import type { AccountQuery } from '../generated/graphql';
import type { SignInMethods } from '../login/useSignInMethods';

type Account = Pick<AccountQuery['viewer'], 'email' | 'hasPassword' | 'hasSingleSignOn'>;

/** How somebody can prove again who they are. */
export interface WayToProve {
  readonly isByPassword: boolean;
  /** The identity provider at which they can prove it, by name; null where they cannot. */
  readonly provider: string | null;
  /** Whether they were signed in by a link: there is nobody whose password it could be. */
  readonly isWithoutAccount: boolean;
}

export const wayToProve = (
  { email, hasPassword, hasSingleSignOn }: Account,
  { oidc }: SignInMethods,
): WayToProve => ({
  isByPassword: hasPassword,
  provider: hasSingleSignOn ? (oidc?.name ?? null) : null,
  isWithoutAccount: email === null,
});
