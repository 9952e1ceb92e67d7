import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  Typography,
} from '@mui/material';
import { type FormEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { ConfirmIdentityDocument } from '../generated/graphql';
import { CodeField } from '../login/CodeField';
import { useSignInMethods } from '../login/useSignInMethods';
import { request } from '../providers/client';
import { type ApiError, asApiError } from '../providers/errors';
import { asksBy } from '../providers/fresh-sign-in';
import { Trouble } from './Trouble';

/** Asks for a fresh sign-in where a command needs one; the command goes on by itself when it was given. */
export function ConfirmIdentity() {
  const [isOpen, setOpen] = useState(false);
  const answer = useRef<(isConfirmed: boolean) => void>(() => {});
  const ask = useCallback(
    () =>
      new Promise<boolean>(resolve => {
        answer.current = resolve;
        setOpen(true);
      }),
    [],
  );
  useEffect(() => asksBy(ask), [ask]);
  const close = (isConfirmed: boolean) => {
    setOpen(false);
    answer.current(isConfirmed);
  };
  return isOpen ? <Question onClose={close} /> : null;
}

const EMPTY = { password: '', totp: '' };

function Question({ onClose }: { onClose: (isConfirmed: boolean) => void }) {
  const id = useId();
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
    <Dialog open onClose={() => onClose(false)} aria-labelledby={id} fullWidth maxWidth="xs">
      <Box component="form" onSubmit={event => void submit(event)}>
        <DialogTitle id={id} component="h2" sx={{ fontWeight: 650, fontSize: '1.25rem' }}>
          Is it still you?
        </DialogTitle>
        <DialogContent>
          <Typography sx={{ mb: 2 }}>
            This needs a sign-in of the last five minutes. What you have typed is kept, and sent right after.
          </Typography>
          {trouble ? (
            <Box sx={{ mb: 2 }}>
              <Trouble explanation={trouble.explanation} />
            </Box>
          ) : null}
          <TextField
            label="Password"
            type="password"
            required
            autoFocus
            fullWidth
            value={form.password}
            slotProps={{ htmlInput: { autoComplete: 'current-password' } }}
            onChange={event => set({ password: event.target.value })}
          />
          {isCodeNeeded ? <CodeField value={form.totp} onChange={totp => set({ totp })} /> : null}
          <AtProvider />
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
    </Dialog>
  );
}

/** Who signs in elsewhere proves it there, and comes back to this page. */
function AtProvider() {
  const { oidc } = useSignInMethods();
  if (oidc === null) return null;
  const back = encodeURIComponent(`/${window.location.hash}`);
  return (
    <Button href={`/auth/oidc/start?step-up=1&return=${back}`} sx={{ mt: 1 }}>
      Sign in with {oidc.name} instead
    </Button>
  );
}
