import { useLocation, useSearchParams } from 'react-router-dom';
import { LinkOffer } from './LinkOffer';
import { PasswordForm } from './PasswordForm';
import { SignInFrame } from './SignInFrame';
import { WithProvider } from './WithProvider';
import { wantedPlace } from './wanted-place';
import { WithoutAccount } from './WithoutAccount';

/** Where everybody begins who is not signed in, and where a sign-in link leads. */
export function SignInPage() {
  const [parameters] = useSearchParams();
  const place = wantedPlace(useLocation().state);
  const token = parameters.get('token');
  return (
    <SignInFrame title="Sign in to Probity">
      {token === null ? (
        <>
          <WithProvider place={place} />
          <PasswordForm place={place} />
          <WithoutAccount />
        </>
      ) : (
        <LinkOffer token={token} />
      )}
    </SignInFrame>
  );
}
