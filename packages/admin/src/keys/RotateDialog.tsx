import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { Trouble } from '../layout/Trouble';
import { useCommand } from '../providers/useCommand';

interface Props {
  readonly title: string;
  readonly act: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks before a key gets another secret. */
export function RotateDialog({ title, act, onClose, children }: Props) {
  const id = useId();
  const { run, isBusy, trouble } = useCommand();
  const send = async () => {
    if ((await run(act, 'The key has another secret. Copy it now.')) === null) onClose();
  };
  return (
    <Dialog open onClose={isBusy ? () => {} : onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id} component="h2" sx={{ fontWeight: 650, fontSize: '1.25rem' }}>
        {title}
      </DialogTitle>
      <DialogContent>
        {trouble ? (
          <Box sx={{ mb: 2 }}>
            <Trouble explanation={trouble.explanation} />
          </Box>
        ) : null}
        {children}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        <Button color="secondary" disabled={isBusy} onClick={onClose}>
          Cancel
        </Button>
        <Button variant="contained" disabled={isBusy} onClick={() => void send()}>
          {isBusy ? 'Sending…' : 'Rotate key'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
