import { Box, Button, Paper, Stack } from '@mui/material';
import { Form } from 'ra-core';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { NameAndKeyInputs } from '../fields/NameAndKeyInputs';
import { DefineTeamDocument, type DefineTeamInput } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { NotAllowed } from '../layout/NotAllowed';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import { useCommand } from '../providers/useCommand';
import { MarketInputs } from './MarketInputs';

export const TeamCreate = () => (
  <Allowed action="create" resource="teams" otherwise={<NotAllowed />}>
    <Page title="Define team" lead="It is empty at first: put people into it where they are changed.">
      <TeamEditor />
    </Page>
  </Allowed>
);

const NEW_TEAM = { key: null, name: null };

function TeamEditor() {
  const [markets, setMarkets] = useState<string[] | null>(null);
  const { run, isBusy, trouble } = useCommand();
  const navigate = useNavigate();
  const submit = async (form: unknown) => {
    const { key, name } = form as DefineTeamInput;
    const error = await run(
      () => request(DefineTeamDocument, { input: { key, name, markets } }),
      'The team is defined.',
    );
    if (error === null) await navigate(`/teams/${key}/show`);
    return error?.field ? { [error.field]: error.explanation.title } : undefined;
  };
  return (
    <Form
      defaultValues={NEW_TEAM}
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
        <NameAndKeyInputs keyHelp="It cannot be changed later." />
        <MarketInputs
          markets={markets}
          fault={trouble?.field === 'markets' ? trouble.explanation.title : null}
          onChange={setMarkets}
        />
        <Stack direction="row" sx={{ mt: 2, justifyContent: 'flex-end' }}>
          <Button type="submit" variant="contained" disabled={isBusy}>
            {isBusy ? 'Saving…' : 'Define team'}
          </Button>
        </Stack>
      </Paper>
    </Form>
  );
}
