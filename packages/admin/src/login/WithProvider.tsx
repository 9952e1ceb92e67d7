import { Button, Divider } from '@mui/material';
import { useSignInMethods } from './useSignInMethods';
import { providerAddress } from './wanted-place';

/** The identity provider of the organisation, where one is set up. */
export function WithProvider({ place }: { place: string }) {
  const { oidc } = useSignInMethods();
  if (oidc === null) return null;
  return (
    <>
      <Button variant="outlined" size="large" fullWidth href={providerAddress(place)}>
        Sign in with {oidc.name}
      </Button>
      <Divider sx={{ my: 2.5, fontSize: '0.875rem' }}>or</Divider>
    </>
  );
}
