import { Box, Button, Paper, Stack, Typography } from '@mui/material';
import { Form } from 'ra-core';
import { TextInput } from 'react-admin';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';
import { jsonProblem } from '../experiments/json-text';
import { NameAndKeyInputs } from '../fields/NameAndKeyInputs';
import { OpenHoldoutDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { NotAllowed } from '../layout/NotAllowed';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import type { ApiError } from '../providers/errors';
import { useCommand } from '../providers/useCommand';
import { ExemptionInputs } from './ExemptionInputs';
import { type HoldoutForm, holdoutInput, inputField, newHoldout } from './holdout-form';
import { ScopeInputs } from './ScopeInputs';
import { SizeInputs } from './SizeInputs';

export const HoldoutCreate = () => (
  <Allowed action="create" resource="holdouts" otherwise={<NotAllowed />}>
    <Page
      title="Open holdout"
      lead="Its members are kept out of experiments from the moment it opens. Only its size can change later."
    >
      <HoldoutOpener />
    </Page>
  </Allowed>
);

function HoldoutOpener() {
  const [initial] = useState(newHoldout);
  const { run, isBusy } = useCommand();
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const navigate = useNavigate();
  const submit = async (form: unknown) => {
    const input = holdoutInput(form as HoldoutForm);
    const error = await run(() => request(OpenHoldoutDocument, { input }), 'The holdout is open.');
    setTrouble(error);
    if (error === null) await navigate(`/holdouts/${input.key}/show`);
    return error?.field ? { [inputField(error.field)]: error.explanation.title } : undefined;
  };
  return (
    <Form
      defaultValues={initial}
      onSubmit={submit}
      mode="onTouched"
      disableInvalidFormNotification
      noValidate
    >
      <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, maxWidth: 760 }}>
        <NameAndKeyInputs keyHelp="What assignments call it. It cannot be changed later." />
        <ScopeInputs />
        <Typography variant="h2" sx={{ mt: 2, mb: 1 }}>
          How many, and what that will show
        </Typography>
        <SizeInputs />
        <TextInput
          source="eligibility"
          label="Who can be a member (a condition, as JSON)"
          multiline
          minRows={2}
          validate={jsonProblem}
          helperText='Empty for everybody. For example {"country": {"$in": ["NL", "BE"]}}'
          sx={{ '& textarea': { fontFamily: 'monospace', fontSize: '0.875rem' } }}
        />
        <ExemptionInputs />
        {trouble ? (
          <Box sx={{ mt: 2 }}>
            <Trouble explanation={trouble.explanation} />
          </Box>
        ) : null}
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
      {isBusy ? 'Opening…' : 'Open holdout'}
    </Button>
  );
}
