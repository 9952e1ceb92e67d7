import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { type ReactNode, useId, useState } from 'react';
import type { ApiError } from '../providers/errors';
import { useCommand } from '../providers/useCommand';
import { Trouble } from './Trouble';

export interface Asked {
  readonly label: string;
  readonly title: string;
  readonly confirm: string;
  /** What is said when it is done. */
  readonly done: string;
  readonly tone?: 'primary' | 'error' | 'secondary';
  readonly isMain?: boolean;
  /** Whether everything is given that the command needs. */
  readonly isReady?: boolean;
  readonly act: () => Promise<unknown>;
  /** What will happen, and what else must be known. */
  readonly children: ReactNode | ((trouble: ApiError | null) => ReactNode);
}

/** A button that says what will happen before it does anything. */
export function AskFirst(asked: Asked) {
  const { label, tone = 'primary', isMain = false } = asked;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant={isMain ? 'contained' : 'outlined'} color={tone} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen ? <AskDialog {...asked} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function AskDialog({ onClose, ...asked }: Asked & { onClose: () => void }) {
  const { title, confirm, done, tone = 'primary', isReady = true, act, children } = asked;
  const id = useId();
  const { run, isBusy, trouble } = useCommand();
  const send = async () => {
    if ((await run(act, done)) === null) onClose();
  };
  return (
    <Dialog open onClose={isBusy ? () => {} : onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id} component="h2" sx={{ fontWeight: 650, fontSize: '1.25rem' }}>
        {title}
      </DialogTitle>
      <DialogContent>
        {trouble ? (
          <Box sx={{ mb: 2 }}>
            <Trouble
              explanation={trouble.explanation}
              severity={trouble.code === 'CONFLICT' ? 'warning' : 'error'}
            />
          </Box>
        ) : null}
        {typeof children === 'function' ? children(trouble) : children}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        <Button color="secondary" disabled={isBusy} onClick={onClose}>
          Cancel
        </Button>
        <Button variant="contained" color={tone} disabled={isBusy || !isReady} onClick={() => void send()}>
          {isBusy ? 'Sending…' : confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
