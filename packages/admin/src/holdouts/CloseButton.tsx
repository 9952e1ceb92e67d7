import { Typography } from '@mui/material';
import { countText } from '../fields/numbers';
import { CloseHoldoutDocument } from '../generated/graphql';
import { request } from '../providers/client';
import type { Holdout } from './holdout';
import { HoldoutCommand } from './HoldoutCommand';

export function CloseButton({ holdout }: { holdout: Holdout }) {
  const { key, name, version, count } = holdout;
  return (
    <HoldoutCommand
      holdout={holdout}
      verb="close"
      label="Close"
      title={`Close “${name}”?`}
      confirm="Close holdout"
      done="The holdout is closed."
      tone="error"
      act={() => request(CloseHoldoutDocument, { key, version })}
    >
      <Typography sx={{ mb: 2 }}>
        Nobody is held out by it any more: all its members, {countText(count.members)} of whom{' '}
        {count.members === 1 ? 'has' : 'have'} come up so far, take part in experiments from now on. From then
        on nothing can be learnt from them as a holdout.
      </Typography>
      <Typography sx={{ fontWeight: 600 }}>
        This cannot be undone: a holdout that is closed never opens again.
      </Typography>
    </HoldoutCommand>
  );
}
