import { Box, Button, Paper, Stack } from '@mui/material';
import { Form } from 'ra-core';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';
import { NameAndKeyInputs } from '../fields/NameAndKeyInputs';
import { DefineLayerDocument, type DefineLayerInput } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { NotAllowed } from '../layout/NotAllowed';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import type { ApiError } from '../providers/errors';
import { useCommand } from '../providers/useCommand';

export const LayerCreate = () => (
  <Allowed action="create" resource="layers" otherwise={<NotAllowed />}>
    <Page
      title="Define layer"
      lead="It is empty at first. Experiments enter it as drafts, each with a range of its own."
    >
      <LayerEditor />
    </Page>
  </Allowed>
);

const NEW_LAYER = { key: null, name: null };

function LayerEditor() {
  const { run, isBusy } = useCommand();
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const navigate = useNavigate();
  const submit = async (form: unknown) => {
    const { key, name } = form as DefineLayerInput;
    const error = await run(
      () => request(DefineLayerDocument, { input: { key, name } }),
      'The layer is defined.',
    );
    setTrouble(error);
    if (error === null) await navigate(`/layers/${key}/show`);
    return error?.field ? { [error.field]: error.explanation.title } : undefined;
  };
  return (
    <Form
      defaultValues={NEW_LAYER}
      onSubmit={submit}
      mode="onTouched"
      disableInvalidFormNotification
      noValidate
    >
      {trouble ? (
        <Box sx={{ mb: 2.5 }}>
          <Trouble explanation={trouble.explanation} />
        </Box>
      ) : null}
      <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, maxWidth: 640 }}>
        <NameAndKeyInputs keyHelp="What experiments call it. It cannot be changed later." />
        <Stack direction="row" sx={{ mt: 2, justifyContent: 'flex-end' }}>
          <SubmitButton isBusy={isBusy} />
        </Stack>
      </Paper>
    </Form>
  );
}

function SubmitButton({ isBusy }: { isBusy: boolean }) {
  const { clearErrors } = useFormContext();
  return (
    // What the server refused stays marked until the next attempt, and must not forbid it.
    <Button type="submit" variant="contained" disabled={isBusy} onClick={() => clearErrors()}>
      {isBusy ? 'Saving…' : 'Define layer'}
    </Button>
  );
}
