import { Box, Button, DialogActions, DialogContent, TextField, Typography } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { ConfirmIdentityDocument } from '../generated/graphql';
import { Trouble } from '../layout/Trouble';
import { CodeField } from '../login/CodeField';
import { request } from '../providers/client';
import { type ApiError, asApiError } from '../providers/errors';
import { ProviderLink } from './ProviderLink';

const EMPTY = { password: '', totp: '' };

interface Props {
  /** Where it can be proved as well. */
  readonly provider: string | null;
  readonly onClose: (isConfirmed: boolean) => void;
}

/** Proves it by the password, and by a code where one is asked for. */
export function PasswordProof({ provider, onClose }: Props) {
  const [form, setForm] = useState(EMPTY);
  const [isBusy, setBusy] = useState(false);
  const [isCodeNeeded, setCodeNeeded] = useState(false);
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const set = (change: Partial<typeof EMPTY>) => setForm(current => ({ ...current, ...change }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    try {
      await request(ConfirmIdentityDocument, { password: form.password, totp: form.totp || null });
      onClose(true);
    } catch (error) {
      const fault = asApiError(error);
      if (fault.rule === 'totp-required') setCodeNeeded(true);
      else setTrouble(fault);
      setBusy(false);
    }
  };
  return (
    <Box component="form" onSubmit={event => void submit(event)}>
      <DialogContent sx={{ pt: 0 }}>
        <Typography sx={{ mb: 2 }}>
          This needs a sign-in of the last five minutes. What you have typed is kept, and sent right after.
        </Typography>
        {trouble ? (
          <Box sx={{ mb: 2 }}>
            <Trouble explanation={trouble.explanation} />
          </Box>
        ) : null}
        <PasswordField value={form.password} onChange={password => set({ password })} />
        {isCodeNeeded ? <CodeField value={form.totp} onChange={totp => set({ totp })} /> : null}
        {provider === null ? null : <ProviderLink name={provider} />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        <Button color="secondary" onClick={() => onClose(false)}>
          Cancel
        </Button>
        <Button type="submit" variant="contained" disabled={isBusy || form.password === ''}>
          {isBusy ? 'Checking…' : 'Confirm'}
        </Button>
      </DialogActions>
    </Box>
  );
}

const PasswordField = ({ value, onChange }: { value: string; onChange: (password: string) => void }) => (
  <TextField
    label="Password"
    type="password"
    required
    autoFocus
    fullWidth
    value={value}
    slotProps={{ htmlInput: { autoComplete: 'current-password' } }}
    onChange={event => onChange(event.target.value)}
  />
);
