import { Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { Trouble } from '../layout/Trouble';
import { authProvider } from '../providers/authProvider';
import type { Explanation } from '../providers/error-words';
import { asApiError } from '../providers/errors';
import { enter } from './enter';
import { FIRST_PLACE } from './wanted-place';
import { WithoutAccount } from './WithoutAccount';

/** Programs that scan mail follow links, so the token of one is spent by a button only. */
export function LinkOffer({ token }: { token: string }) {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Explanation | null>(null);
  const signIn = async () => {
    setBusy(true);
    try {
      await authProvider.login({ token });
      enter(FIRST_PLACE);
    } catch (error) {
      setTrouble(asApiError(error).explanation);
      setBusy(false);
    }
  };
  if (trouble) {
    return (
      <Stack sx={{ gap: 3 }}>
        <Trouble explanation={trouble} />
        <WithoutAccount isOpen />
      </Stack>
    );
  }
  return (
    <>
      <Typography sx={{ mb: 3 }}>This link signs you in once. You stay signed in for 12 hours.</Typography>
      <Button variant="contained" size="large" fullWidth disabled={isBusy} onClick={() => void signIn()}>
        {isBusy ? 'Signing in…' : 'Sign in'}
      </Button>
    </>
  );
}
