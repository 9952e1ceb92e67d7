import { Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { LiftSuppressionDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { AskFirst } from '../layout/AskFirst';
import { request } from '../providers/client';
import type { ApiError } from '../providers/errors';
import { type Suppression, isOwnWord } from './suppression';

/** Lifts a suppression, with a reason; what the person said themselves only at their own request. */
export function LiftButton({ suppression }: { suppression: Suppression }) {
  const { id, version, reason: why, possibleCommands } = suppression;
  const [reason, setReason] = useState('');
  const [requested, setRequested] = useState('');
  const needsRequest = isOwnWord(why);
  if (!possibleCommands.includes('suppression.lift')) return null;
  const requestedAt = requested === '' ? null : new Date(requested).toISOString();
  return (
    <Allowed action="lift" resource="suppressions">
      <AskFirst
        label="Lift"
        title="Lift this suppression?"
        confirm="Lift suppression"
        done="The suppression is lifted."
        tone="error"
        isReady={reason.trim() !== '' && (!needsRequest || requestedAt !== null)}
        act={() => request(LiftSuppressionDocument, { input: { id, version, reason, requestedAt } })}
      >
        {trouble => (
          <Stack sx={{ gap: 2 }}>
            <Typography>
              They can be written to again, unless something else forbids it.
              {needsRequest
                ? ' They said themselves that they want no messages: only their own later request takes that back.'
                : ''}
            </Typography>
            {needsRequest ? (
              <TextField
                required
                type="datetime-local"
                label="When they asked for messages again"
                value={requested}
                slotProps={{ inputLabel: { shrink: true } }}
                {...faultOf(trouble, 'requestedAt', 'Later than what they said before.')}
                onChange={event => setRequested(event.target.value)}
              />
            ) : null}
            <TextField
              required
              multiline
              label="Why"
              value={reason}
              {...faultOf(
                trouble,
                'reason',
                needsRequest
                  ? 'Where their request can be found. No personal data.'
                  : 'Kept for good. No personal data.',
              )}
              onChange={event => setReason(event.target.value)}
            />
          </Stack>
        )}
      </AskFirst>
    </Allowed>
  );
}

const faultOf = (trouble: ApiError | null, field: string, help: string) =>
  trouble?.field === field ? { error: true, helperText: trouble.explanation.title } : { helperText: help };
