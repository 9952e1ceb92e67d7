import { Button, Dialog, DialogContent, DialogTitle, MenuItem, TextField, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { Instant } from '../fields/Ago';
import { type KeyRowFragment, RotateApiKeyDocument, type RotateApiKeyMutation } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { request } from '../providers/client';
import { NewSecret } from './NewSecret';
import { RotateDialog } from './RotateDialog';
import { OVERLAPS } from './lifetimes';

type Rotated = RotateApiKeyMutation['rotateApiKey'];

const DAY_HOURS = 24;

/** Gives a key another secret, while the one before goes on for a while. */
export function RotateButton({ apiKey }: { apiKey: KeyRowFragment }) {
  const [isAsking, setAsking] = useState(false);
  const [rotated, setRotated] = useState<Rotated | null>(null);
  if (apiKey.status === 'REVOKED' || apiKey.status === 'EXPIRED') return null;
  return (
    <Allowed action="rotate" resource="keys">
      <Button variant="outlined" onClick={() => setAsking(true)}>
        Rotate
      </Button>
      {isAsking ? <Question apiKey={apiKey} onRotated={setRotated} onClose={() => setAsking(false)} /> : null}
      {rotated ? <Secret apiKey={apiKey} rotated={rotated} onDone={() => setRotated(null)} /> : null}
    </Allowed>
  );
}

interface QuestionProps {
  readonly apiKey: KeyRowFragment;
  readonly onRotated: (rotated: Rotated) => void;
  readonly onClose: () => void;
}

function Question({ apiKey: { id, name, prefix, status }, onRotated, onClose }: QuestionProps) {
  const [overlapHours, setOverlap] = useState(DAY_HOURS);
  const isUnused = status === 'UNUSED';
  const act = async () => {
    const { rotateApiKey } = await request(RotateApiKeyDocument, { id, overlapHours });
    onRotated(rotateApiKey);
  };
  return (
    <RotateDialog title={`Rotate “${name}”?`} act={act} onClose={onClose}>
      <Typography sx={{ mb: 2 }}>
        The key {prefix}… gets another secret, which is shown once. Its role and its limits stay.
        {isUnused ? ' It was unused for 90 days, so the secret before does not work again.' : ''}
      </Typography>
      {isUnused ? null : (
        <TextField
          select
          label="How long the old secret goes on"
          value={overlapHours}
          helperText="Long enough that every machine gets the new one. A secret from a rotation before stops at once."
          onChange={event => setOverlap(Number(event.target.value))}
        >
          {OVERLAPS.map(({ hours, name: words }) => (
            <MenuItem key={hours} value={hours}>
              {words}
            </MenuItem>
          ))}
        </TextField>
      )}
    </RotateDialog>
  );
}

interface SecretProps {
  readonly apiKey: KeyRowFragment;
  readonly rotated: Rotated;
  readonly onDone: () => void;
}

/** It closes by its button alone. */
function Secret({ apiKey: { name }, rotated: { key, previousExpiresAt }, onDone }: SecretProps) {
  const id = useId();
  return (
    <Dialog open aria-labelledby={id} fullWidth maxWidth="sm">
      <DialogTitle id={id} component="h2" sx={{ fontWeight: 650, fontSize: '1.25rem' }}>
        The new secret of “{name}”
      </DialogTitle>
      <DialogContent>
        <NewSecret
          name={name}
          secret={key}
          onDone={onDone}
          note={
            <Typography sx={{ mb: 1.5 }}>
              {previousExpiresAt === null ? (
                'The secret before has stopped.'
              ) : (
                <>
                  The secret before works until <Instant at={previousExpiresAt} />.
                </>
              )}
            </Typography>
          }
        />
      </DialogContent>
    </Dialog>
  );
}
