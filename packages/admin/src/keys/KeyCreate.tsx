import { Box, Button, Paper, Stack } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { CreateApiKeyDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { NotAllowed } from '../layout/NotAllowed';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import { useCommand } from '../providers/useCommand';
import { type KeyForm, NEW_KEY, keyInput } from './key-form';
import { KeyInputs } from './KeyInputs';
import { NewSecret } from './NewSecret';
import { ScopeInputs } from './ScopeInputs';

export const KeyCreate = () => (
  <Allowed action="create" resource="keys" otherwise={<NotAllowed />}>
    <Page
      title="Make API key"
      lead="Give a machine only the role that it needs, and a date on which it ends."
    >
      <KeyMaker />
    </Page>
  </Allowed>
);

function KeyMaker() {
  const [form, setForm] = useState(NEW_KEY);
  const [secret, setSecret] = useState<string | null>(null);
  const { run, isBusy, trouble } = useCommand();
  const navigate = useNavigate();
  const set = (change: Partial<KeyForm>) => setForm(current => ({ ...current, ...change }));
  const make = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const input = keyInput(form, new Date());
      const { createApiKey } = await request(CreateApiKeyDocument, { input });
      setSecret(createApiKey.key);
    }, 'The key is made. Copy it now.');
  };
  // A refusal that names one of many, such as `operations.0`, is shown at the field that holds them.
  const faultOf = (field: string) =>
    trouble?.field?.split('.')[0] === field ? trouble.explanation.title : null;
  if (secret !== null) {
    return (
      <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, maxWidth: 760 }}>
        <NewSecret name={form.name} secret={secret} onDone={() => void navigate('/keys')} />
      </Paper>
    );
  }
  return (
    <Paper component="form" variant="outlined" sx={{ p: { xs: 2, sm: 3 }, maxWidth: 640 }} onSubmit={make}>
      {trouble ? (
        <Box sx={{ mb: 2 }}>
          <Trouble explanation={trouble.explanation} />
        </Box>
      ) : null}
      <KeyInputs form={form} faultOf={faultOf} onChange={set} />
      <ScopeInputs role={form.role} scope={form} faultOf={faultOf} onChange={set} />
      <Stack direction="row" sx={{ mt: 2, justifyContent: 'flex-end' }}>
        <Button type="submit" variant="contained" disabled={isBusy || form.name.trim() === ''}>
          {isBusy ? 'Making…' : 'Make key'}
        </Button>
      </Stack>
    </Paper>
  );
}
