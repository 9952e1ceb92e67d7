import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useId, useState } from 'react';
import { ConfirmTotpDocument, type EnrolTotpMutation } from '../generated/graphql';
import { Trouble } from '../layout/Trouble';
import { CodeField } from '../login/CodeField';
import { request } from '../providers/client';
import { useCommand } from '../providers/useCommand';
import { RecoveryCodes } from './RecoveryCodes';
import { TotpSecret } from './TotpSecret';

interface Props {
  readonly secret: EnrolTotpMutation['enrolTotp'];
  readonly onClose: () => void;
}

/** Scan, type the code that is shown, keep the recovery codes: in this order, and nothing counts before the code. */
export function TotpEnrolment({ secret, onClose }: Props) {
  const id = useId();
  const [code, setCode] = useState('');
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[] | null>(null);
  const { run, isBusy, trouble } = useCommand();
  const send = () =>
    run(async () => {
      setRecoveryCodes((await request(ConfirmTotpDocument, { code })).confirmTotp.recoveryCodes);
    }, null);
  return (
    <Dialog open onClose={recoveryCodes ? () => {} : onClose} aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id} component="h2" sx={{ fontWeight: 650, fontSize: '1.25rem' }}>
        {recoveryCodes ? 'Keep your recovery codes' : 'Set up one-time codes'}
      </DialogTitle>
      <DialogContent>
        {trouble ? (
          <Box sx={{ mb: 2 }}>
            <Trouble explanation={trouble.explanation} />
          </Box>
        ) : null}
        {recoveryCodes ? (
          <RecoveryCodes codes={recoveryCodes} />
        ) : (
          <>
            <TotpSecret secret={secret} />
            <CodeField value={code} onChange={setCode} isRecoveryTaken={false} />
          </>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        {recoveryCodes ? (
          <Button variant="contained" onClick={onClose}>
            I have kept them
          </Button>
        ) : (
          <>
            <Button color="secondary" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="contained"
              disabled={isBusy || !/^\d{6}$/.test(code)}
              onClick={() => void send()}
            >
              {isBusy ? 'Checking…' : 'Confirm'}
            </Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  );
}
