import { Box, Button, Paper, Stack } from '@mui/material';
import { Form, required, useLogoutIfAccessDenied } from 'ra-core';
import { AutocompleteInput, ReferenceInput, TextInput } from 'react-admin';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useSearchParams } from 'react-router-dom';
import { jsonProblem, readJson } from '../experiments/json-text';
import { ExplainAssignmentDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { NotAllowed } from '../layout/NotAllowed';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import { type ApiError, asApiError } from '../providers/errors';
import { ExplanationView } from './ExplanationView';
import type { Explanation } from './words';

export const ExplainPage = () => (
  <Allowed action="list" resource="explain" otherwise={<NotAllowed />}>
    <Page
      title="Why did this recipient get this?"
      lead="Every test that an assignment passes through, and what came of it. Asking writes nothing."
    >
      <Asking />
    </Page>
  </Allowed>
);

interface Question {
  readonly experimentKey: string | null;
  readonly recipientKey: string | null;
  readonly context: string | null;
}

const EXPERIMENT = required('Choose an experiment.');
const RECIPIENT = required('Give the key of a recipient.');
const nameAndKey = ({ name, key }: { name: string; key: string }) => `${name} (${key})`;

/** The address names the experiment, so that the page can be shared; never the recipient, who is a person. */
function Asking() {
  const [address, setAddress] = useSearchParams();
  const [initial] = useState({
    experimentKey: address.get('experiment'),
    recipientKey: null,
    context: null,
  });
  const { ask, answer, trouble, isBusy } = useExplanation();
  const submit = async (question: unknown) => {
    const error = await ask(question as Question);
    return error?.field ? { [error.field]: error.explanation.title } : undefined;
  };
  return (
    <>
      <Form
        defaultValues={initial}
        onSubmit={submit}
        mode="onTouched"
        disableInvalidFormNotification
        noValidate
      >
        <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, mb: 2.5 }}>
          <Box sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
            <ReferenceInput
              source="experimentKey"
              reference="experiments"
              sort={{ field: 'name', order: 'ASC' }}
              perPage={50}
            >
              <AutocompleteInput
                label="Experiment"
                optionText={nameAndKey}
                filterToQuery={q => ({ q })}
                validate={EXPERIMENT}
                onChange={key => setAddress(key ? { experiment: String(key) } : {}, { replace: true })}
                helperText={false}
              />
            </ReferenceInput>
            <TextInput
              source="recipientKey"
              label="Key of the recipient"
              validate={RECIPIENT}
              autoComplete="off"
              helperText="A customer id or an address. It stays out of the address of this page."
            />
          </Box>
          <TextInput
            source="context"
            label="Context (JSON)"
            multiline
            validate={jsonProblem}
            helperText='What the sender tells of the recipient, for example {"country": "NL"}. Empty for nothing.'
            sx={{ '& textarea': { fontFamily: 'monospace', fontSize: '0.875rem' } }}
          />
          <Stack direction="row" sx={{ mt: 1, justifyContent: 'flex-end' }}>
            <AskButton isBusy={isBusy} />
          </Stack>
        </Paper>
      </Form>
      <div role="status">
        {trouble ? <Trouble explanation={trouble.explanation} /> : null}
        {answer ? <ExplanationView explanation={answer} /> : null}
      </div>
    </>
  );
}

function AskButton({ isBusy }: { isBusy: boolean }) {
  const { clearErrors } = useFormContext();
  return (
    // What the server refused stays marked until the next attempt, and must not forbid it.
    <Button type="submit" variant="contained" disabled={isBusy} onClick={() => clearErrors()}>
      {isBusy ? 'Asking…' : 'Explain'}
    </Button>
  );
}

/** Asks without keeping: neither question nor answer is stored anywhere but on this page. */
function useExplanation() {
  const [answer, setAnswer] = useState<Explanation | null>(null);
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const logoutIfDenied = useLogoutIfAccessDenied();
  const ask = async ({ experimentKey, recipientKey, context }: Question): Promise<ApiError | null> => {
    const read = readJson(context ?? '');
    const question = {
      experimentKey: experimentKey ?? '',
      recipientKey: recipientKey ?? '',
      context: 'value' in read ? read.value : null,
    };
    setBusy(true);
    setAnswer(null);
    setTrouble(null);
    try {
      setAnswer((await request(ExplainAssignmentDocument, question)).explainAssignment);
      return null;
    } catch (thrown) {
      const error = asApiError(thrown);
      setTrouble(error);
      await logoutIfDenied(thrown);
      return error;
    } finally {
      setBusy(false);
    }
  };
  return { ask, answer, trouble, isBusy };
}
