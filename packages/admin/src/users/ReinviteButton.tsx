import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useId, useState } from 'react';
import { ReinviteUserDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import { useCommand } from '../providers/useCommand';
import { InvitationLink } from './NewInvitation';
import type { User } from './user';

/** A new link for who has not accepted yet; the one before opens nothing any more. */
export function ReinviteButton({ user: { id, name, status } }: { user: User }) {
  const titleId = useId();
  const [token, setToken] = useState<string | null>(null);
  const { run, isBusy, trouble } = useCommand();
  if (status !== 'INVITED') return null;
  const invite = () =>
    run(async () => {
      setToken((await request(ReinviteUserDocument, { id })).reinviteUser.token);
    }, 'There is a new link.');
  return (
    <Allowed action="reinvite" resource="users">
      <Button variant="outlined" disabled={isBusy} onClick={() => void invite()}>
        New link
      </Button>
      {trouble ? <Trouble explanation={trouble.explanation} /> : null}
      {token === null ? null : (
        <Dialog open aria-labelledby={titleId} fullWidth maxWidth="sm">
          <DialogTitle id={titleId} component="h2" sx={{ fontWeight: 650, fontSize: '1.25rem' }}>
            New invitation
          </DialogTitle>
          <DialogContent>
            <InvitationLink name={name} token={token} />
          </DialogContent>
          <DialogActions sx={{ px: 3, pb: 2.5 }}>
            <Button onClick={() => setToken(null)}>Done</Button>
          </DialogActions>
        </Dialog>
      )}
    </Allowed>
  );
}
