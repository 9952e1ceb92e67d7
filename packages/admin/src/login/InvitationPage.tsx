import { Box, Button, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { AcceptInvitationDocument } from '../generated/graphql';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import { type ApiError, asApiError } from '../providers/errors';
import { enter } from './enter';
import { NewPasswordField, SHORTEST_PASSWORD } from './NewPasswordField';
import { SignInFrame } from './SignInFrame';
import { FIRST_PLACE } from './wanted-place';

/** Where an invitation leads: whoever has it chooses a password, and is signed in. */
export function InvitationPage() {
  const [parameters] = useSearchParams();
  const token = parameters.get('token') ?? '';
  const [password, setPassword] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const accept = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      await request(AcceptInvitationDocument, { token, password });
      enter(FIRST_PLACE);
    } catch (error) {
      setTrouble(asApiError(error));
      setBusy(false);
    }
  };
  const isFieldAtFault = trouble?.field === 'password';
  return (
    <SignInFrame title="Welcome to Probity">
      <Typography sx={{ mb: 2.5 }}>
        You were invited. Choose the password that you will sign in with; you are signed in at once.
      </Typography>
      {trouble && !isFieldAtFault ? (
        <Box sx={{ mb: 2 }}>
          <Trouble explanation={trouble.explanation} />
        </Box>
      ) : null}
      <Box component="form" onSubmit={event => void accept(event)}>
        <NewPasswordField
          label="Password"
          value={password}
          fault={isFieldAtFault ? trouble.explanation.title : null}
          onChange={setPassword}
        />
        <Button
          type="submit"
          variant="contained"
          size="large"
          fullWidth
          disabled={isBusy || password.length < SHORTEST_PASSWORD}
          sx={{ mt: 1.5 }}
        >
          {isBusy ? 'Signing in…' : 'Accept and sign in'}
        </Button>
      </Box>
    </SignInFrame>
  );
}
