import { Box, Button, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { SignInWithPasswordDocument } from '../generated/graphql';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import { type ApiError, asApiError } from '../providers/errors';
import { CodeField } from './CodeField';
import { enter } from './enter';

const EMPTY = { email: '', password: '', totp: '' };

/** Address and password; the code is asked for once the password was right. It leads to the place that was wanted. */
export function PasswordForm({ place }: { place: string }) {
  const [form, setForm] = useState(EMPTY);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const [isCodeNeeded, setCodeNeeded] = useState(false);
  const set = (change: Partial<typeof EMPTY>) => setForm(current => ({ ...current, ...change }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      await request(SignInWithPasswordDocument, { ...form, totp: form.totp || null });
      enter(place);
    } catch (error) {
      const fault = asApiError(error);
      const isAsked = fault.rule === 'totp-required';
      if (isAsked) setCodeNeeded(true);
      setTrouble(isAsked ? null : fault);
      setBusy(false);
    }
  };
  return (
    <Box component="form" onSubmit={event => void submit(event)}>
      {trouble ? (
        <Box sx={{ mb: 2 }}>
          <Trouble explanation={trouble.explanation} />
        </Box>
      ) : null}
      <TextField
        label="E-mail address"
        type="email"
        required
        fullWidth
        value={form.email}
        slotProps={{ htmlInput: { autoComplete: 'username' } }}
        onChange={event => set({ email: event.target.value })}
      />
      <TextField
        label="Password"
        type="password"
        required
        fullWidth
        value={form.password}
        slotProps={{ htmlInput: { autoComplete: 'current-password' } }}
        onChange={event => set({ password: event.target.value })}
      />
      {isCodeNeeded ? <CodeField value={form.totp} onChange={totp => set({ totp })} /> : null}
      <Button type="submit" variant="contained" size="large" fullWidth disabled={isBusy} sx={{ mt: 1.5 }}>
        {isBusy ? 'Signing in…' : 'Sign in'}
      </Button>
    </Box>
  );
}
