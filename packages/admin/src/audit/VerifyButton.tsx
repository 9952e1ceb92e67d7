import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  Typography,
} from '@mui/material';
import { useId, useState } from 'react';
import { countText, countedText } from '../fields/numbers';
import { Trouble } from '../layout/Trouble';
import { useLogWalk } from './useLogWalk';
import { WalkVerdict } from './WalkVerdict';

/** Has the server hash the whole log again, while the reader looks on. */
export function VerifyButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)}>
        Verify now
      </Button>
      {isOpen ? <VerifyDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function VerifyDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const { walk, trouble, isRunning, isStopped, start, stop } = useLogWalk();
  const { checked = 0, total = 0 } = walk ?? {};
  return (
    <Dialog open onClose={isRunning ? () => {} : onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id} component="h2" sx={{ fontWeight: 650, fontSize: '1.25rem' }}>
        Verify the audit log
      </DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 2 }}>
          The server hashes every entry again and compares it with what was recorded, then the root of the
          whole log with the newest signed checkpoint. Then this browser computes whether that checkpoint goes
          on from the one that it saw before.
        </Typography>
        {walk || isRunning ? (
          <Box sx={{ mb: 2 }}>
            <LinearProgress
              variant={total > 0 ? 'determinate' : 'indeterminate'}
              value={total > 0 ? Math.min(100, (100 * checked) / total) : 0}
              aria-label="Entries checked"
            />
            <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.75 }}>
              {countText(checked)} of {countedText(total, 'entry', 'entries')}
            </Typography>
          </Box>
        ) : null}
        <Box role="status">
          {isStopped ? <Typography>Stopped. What was checked until here agrees.</Typography> : null}
          {walk ? <WalkVerdict walk={walk} /> : null}
        </Box>
        {trouble ? <Trouble explanation={trouble.explanation} /> : null}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        {isRunning ? (
          <Button color="secondary" onClick={stop}>
            Cancel
          </Button>
        ) : (
          <>
            <Button color="secondary" onClick={onClose}>
              Close
            </Button>
            <Button variant="contained" onClick={() => void start()}>
              {walk ? 'Verify again' : 'Start'}
            </Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  );
}
