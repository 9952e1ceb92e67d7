import { Button, DialogActions, DialogContent, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { PrintedCommand } from '../login/WithoutAccount';
import { PasswordProof } from './PasswordProof';
import { ProviderLink } from './ProviderLink';
import { useWayToProve } from './useWayToProve';
import type { WayToProve } from './way-to-prove';

interface Props {
  readonly onClose: (isConfirmed: boolean) => void;
}

/** Asks for what the reader can answer, and asks nobody for what they do not have. */
export function IdentityQuestion({ onClose }: Props) {
  const { way, trouble } = useWayToProve();
  const cancel = () => onClose(false);
  if (way?.isByPassword) return <PasswordProof provider={way.provider} onClose={onClose} />;
  return (
    <>
      <DialogContent>
        {trouble ? <Trouble explanation={trouble.explanation} /> : way ? <Advice way={way} /> : <Waiting />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        <Button color="secondary" onClick={cancel}>
          {way?.provider ? 'Cancel' : 'Close'}
        </Button>
        {way?.provider ? <ProviderLink name={way.provider} isMain /> : null}
      </DialogActions>
    </>
  );
}

function Advice({ way: { provider, isWithoutAccount } }: { way: WayToProve }) {
  if (provider !== null) {
    return (
      <Typography>
        This needs a sign-in of the last five minutes. {provider} asks you, and leads you back to this page;
        what you have typed here is not kept.
      </Typography>
    );
  }
  return isWithoutAccount ? (
    <NewLink>
      This needs a sign-in of the last five minutes, and you are signed in by a link, without an account.
      Nothing was changed. Ask whoever operates Probity for a new link, and open it in this browser:
    </NewLink>
  ) : (
    <NewLink>
      This needs a sign-in of the last five minutes, and there is no way left to prove it with your account:
      it has no password, and the identity provider is not set up here. Nothing was changed. Ask whoever
      operates Probity for a link:
    </NewLink>
  );
}

const NewLink = ({ children }: { children: ReactNode }) => (
  <>
    <Typography sx={{ mb: 1.5 }}>{children}</Typography>
    <PrintedCommand>npm run probity -- keys link</PrintedCommand>
    <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1.5 }}>
      It counts as a fresh sign-in for five minutes.
    </Typography>
  </>
);
