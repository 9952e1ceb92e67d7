import { Dialog, DialogTitle } from '@mui/material';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { asksBy } from '../providers/fresh-sign-in';
import { IdentityQuestion } from './IdentityQuestion';

/** Asks for a fresh sign-in where a command needs one; the command goes on by itself when it was given. */
export function ConfirmIdentity() {
  const id = useId();
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
  if (!isOpen) return null;
  return (
    <Dialog open onClose={() => close(false)} aria-labelledby={id} fullWidth maxWidth="xs">
      <DialogTitle id={id} component="h2" sx={{ fontWeight: 650, fontSize: '1.25rem' }}>
        Is it still you?
      </DialogTitle>
      <IdentityQuestion onClose={close} />
    </Dialog>
  );
}
