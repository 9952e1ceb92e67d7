import { Alert, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { SuppressDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { AskFirst } from '../layout/AskFirst';
import { request } from '../providers/client';
import { SuppressFields } from './SuppressFields';
import { isWhole, newSuppression, suppressionInput } from './suppression-form';

/** Suppresses somebody, once it was said what follows. */
export function SuppressButton() {
  const [form, setForm] = useState(newSuppression);
  const { scope, reason, note } = form;
  const send = async () => {
    const told = note.trim() === '' ? null : note;
    await request(SuppressDocument, { input: suppressionInput(form), note: told });
    setForm(newSuppression());
  };
  return (
    <Allowed action="create" resource="suppressions">
      <AskFirst
        isMain
        label="Suppress somebody"
        title={scope === 'DOMAIN' ? 'Suppress a whole domain?' : 'Suppress a recipient?'}
        confirm="Suppress"
        done="Suppressed from now on."
        tone="error"
        isReady={isWhole(form)}
        act={send}
      >
        {trouble => (
          <Stack sx={{ gap: 2, pt: 1 }}>
            <Typography variant="body2">
              From now on every decision refuses them. Only a keyed hash is kept: the address that you type is
              not, and cannot be read back.
            </Typography>
            <SuppressFields form={form} trouble={trouble} onChange={setForm} />
            {reason === 'ERASURE' ? (
              <Alert severity="warning" variant="outlined">
                A suppression for an erasure is never lifted, by nobody. Check the address once more.
              </Alert>
            ) : null}
          </Stack>
        )}
      </AskFirst>
    </Allowed>
  );
}
