import { Box, Button, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { SetPasswordDocument } from '../generated/graphql';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { NewPasswordField, SHORTEST_PASSWORD } from '../login/NewPasswordField';
import { request } from '../providers/client';
import { useCommand } from '../providers/useCommand';
import type { Account } from './useAccount';

const EMPTY = { current: '', password: '' };

export function PasswordSection({ account: { email, hasPassword, hasSingleSignOn } }: { account: Account }) {
  const [form, setForm] = useState(EMPTY);
  const { run, isBusy, trouble } = useCommand();
  const set = (change: Partial<typeof EMPTY>) => setForm(known => ({ ...known, ...change }));
  if (!hasPassword) {
    return (
      <Section title="Password">
        <Typography>
          {hasSingleSignOn
            ? 'You sign in with your organisation’s identity provider, and have no password here.'
            : 'Your account has no password.'}
        </Typography>
      </Section>
    );
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const error = await run(
      () => request(SetPasswordDocument, form),
      'The password is changed. Your other sessions are over.',
    );
    if (error === null) setForm(EMPTY);
  };
  return (
    <Section title="Password" note="Changing it ends your sessions everywhere else.">
      <Box component="form" sx={{ maxWidth: 480 }} onSubmit={event => void submit(event)}>
        {trouble && trouble.field !== 'password' ? (
          <Box sx={{ mb: 2 }}>
            <Trouble explanation={trouble.explanation} />
          </Box>
        ) : null}
        <input type="hidden" autoComplete="username" value={email ?? ''} readOnly />
        <TextField
          label="Present password"
          type="password"
          required
          fullWidth
          value={form.current}
          slotProps={{ htmlInput: { autoComplete: 'current-password' } }}
          onChange={event => set({ current: event.target.value })}
        />
        <NewPasswordField
          value={form.password}
          fault={trouble?.field === 'password' ? trouble.explanation.title : null}
          onChange={password => set({ password })}
        />
        <Button
          type="submit"
          variant="contained"
          disabled={isBusy || form.current === '' || form.password.length < SHORTEST_PASSWORD}
          sx={{ mt: 1 }}
        >
          {isBusy ? 'Changing…' : 'Change password'}
        </Button>
      </Box>
    </Section>
  );
}
