import { Box, Button, Paper, Stack, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ThemeButton } from '../layout/ThemeButton';
import { MONOSPACE } from '../layout/theme';
import { Trouble } from '../layout/Trouble';
import type { Explanation } from '../providers/error-words';
import { authProvider } from '../providers/authProvider';
import { asApiError } from '../providers/errors';

/** Where a sign-in link leads. Programs that scan mail follow links, so the token is spent by a button only. */
export function SignInPage() {
  const [parameters] = useSearchParams();
  const token = parameters.get('token');
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2 }}>
      <title>Sign in · Probity</title>
      <Box sx={{ position: 'absolute', top: 12, right: 12 }}>
        <ThemeButton />
      </Box>
      <Paper variant="outlined" sx={{ p: { xs: 3, sm: 5 }, width: '100%', maxWidth: 480 }}>
        <Stack direction="row" sx={{ gap: 1.5, alignItems: 'center', mb: 3 }}>
          <img src="/icon.svg" alt="" width={36} height={36} />
          <Typography variant="h1">Sign in to Probity</Typography>
        </Stack>
        {token === null ? <HowToGetALink /> : <Offer token={token} />}
      </Paper>
    </Box>
  );
}

function Offer({ token }: { token: string }) {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Explanation | null>(null);
  const signIn = async () => {
    setBusy(true);
    try {
      await authProvider.login({ token });
      enter();
    } catch (error) {
      setTrouble(asApiError(error).explanation);
      setBusy(false);
    }
  };
  if (trouble) {
    return (
      <Stack sx={{ gap: 3 }}>
        <Trouble explanation={trouble} />
        <HowToGetALink />
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

/** Loads the page afresh, so that nothing on it remembers a visitor unknown; the spent token leaves the history. */
function enter(): void {
  window.history.replaceState(null, '', '#/experiments');
  window.location.reload();
}

const HowToGetALink = () => (
  <>
    <Typography sx={{ mb: 2 }}>
      You sign in with a link that works once, within an hour. Whoever operates Probity prints one where it
      runs:
    </Typography>
    <Command>npm run probity -- keys link</Command>
    <Typography variant="body2" sx={{ color: 'text.secondary', mt: 2 }}>
      Open the link that it prints in this browser.
    </Typography>
  </>
);

const Command = ({ children }: { children: ReactNode }) => (
  <Box
    component="code"
    sx={{
      display: 'block',
      px: 1.5,
      py: 1.25,
      border: 1,
      borderColor: 'divider',
      borderRadius: 1,
      bgcolor: 'background.default',
      fontFamily: MONOSPACE,
      fontSize: '0.875rem',
    }}
  >
    {children}
  </Box>
);
