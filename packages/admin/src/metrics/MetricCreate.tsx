import { Box, Button, Paper, Stack } from '@mui/material';
import { Form } from 'ra-core';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';
import { DefineMetricDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { NotAllowed } from '../layout/NotAllowed';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import type { ApiError } from '../providers/errors';
import { useCommand } from '../providers/useCommand';
import { MetricInputs } from './MetricInputs';
import { type MetricForm, metricInput, newMetric } from './metric-form';

export const MetricCreate = () => (
  <Allowed action="create" resource="metrics" otherwise={<NotAllowed />}>
    <Page
      title="Define metric"
      lead="It cannot be changed afterwards, because results already read would change with it."
    >
      <MetricEditor />
    </Page>
  </Allowed>
);

function MetricEditor() {
  const { run, isBusy } = useCommand();
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const navigate = useNavigate();
  const submit = async (form: unknown) => {
    const input = metricInput(form as MetricForm);
    const error = await run(() => request(DefineMetricDocument, { input }), 'The metric is defined.');
    setTrouble(error);
    if (error === null) await navigate(`/metrics/${input.key}/show`);
    return error?.field ? { [error.field]: error.explanation.title } : undefined;
  };
  return (
    <Form
      defaultValues={newMetric()}
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
      <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, maxWidth: 760 }}>
        <MetricInputs />
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
      {isBusy ? 'Saving…' : 'Define metric'}
    </Button>
  );
}
