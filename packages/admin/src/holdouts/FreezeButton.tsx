import { Typography } from '@mui/material';
import { FreezeHoldoutDocument } from '../generated/graphql';
import { request } from '../providers/client';
import type { Holdout } from './holdout';
import { HoldoutCommand } from './HoldoutCommand';

export function FreezeButton({ holdout }: { holdout: Holdout }) {
  const { key, name, version } = holdout;
  return (
    <HoldoutCommand
      holdout={holdout}
      verb="freeze"
      label="Freeze"
      title={`Freeze “${name}”?`}
      confirm="Freeze holdout"
      done="The holdout is frozen."
      act={() => request(FreezeHoldoutDocument, { key, version })}
    >
      <Typography>
        Its analysis period begins. Members stay held out, and the size cannot change any more. This cannot be
        undone: after it, the holdout can only be closed.
      </Typography>
    </HoldoutCommand>
  );
}
