import { Box, Button, MenuItem, Paper, Stack, TextField } from '@mui/material';
import { useState } from 'react';
import { CreateApiKeyDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { NotAllowed } from '../layout/NotAllowed';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import { useCommand } from '../providers/useCommand';
import { NewSecret } from './NewSecret';
import { LIFETIMES, expiryOf } from './lifetimes';
import { ROLE_WORDS } from './roles';

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
  const [form, setForm] = useState({ name: '', role: 'model', days: '90' });
  const [secret, setSecret] = useState<string | null>(null);
  const { run, isBusy, trouble } = useCommand();
  const set = (change: Partial<typeof form>) => setForm(current => ({ ...current, ...change }));
  if (secret !== null) return <NewSecret name={form.name} secret={secret} />;
  const make = () =>
    run(async () => {
      const input = { name: form.name, role: form.role, expiresAt: expiryOf(form.days, new Date()) };
      const { createApiKey } = await request(CreateApiKeyDocument, { input });
      setSecret(createApiKey.key);
    }, 'The key is made. Copy it now.');
  const faultOf = (field: string) =>
    trouble?.field === field ? { error: true, helperText: trouble.explanation.title } : {};
  return (
    <Paper
      component="form"
      variant="outlined"
      sx={{ p: { xs: 2, sm: 3 }, maxWidth: 640 }}
      onSubmit={event => {
        event.preventDefault();
        void make();
      }}
    >
      {trouble ? (
        <Box sx={{ mb: 2 }}>
          <Trouble explanation={trouble.explanation} />
        </Box>
      ) : null}
      <TextField
        required
        label="What is it for?"
        value={form.name}
        helperText="For example: send-time model, production."
        {...faultOf('name')}
        onChange={event => set({ name: event.target.value })}
      />
      <TextField
        select
        label="Role"
        value={form.role}
        helperText={`It ${ROLE_WORDS[form.role]?.may ?? ''}.`.replace('It a machine', 'It is for a machine')}
        {...faultOf('role')}
        onChange={event => set({ role: event.target.value })}
      >
        {Object.entries(ROLE_WORDS).map(([role, { name }]) => (
          <MenuItem key={role} value={role}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label="Ends"
        value={form.days}
        {...faultOf('expiresAt')}
        onChange={event => set({ days: event.target.value })}
      >
        {LIFETIMES.map(({ days, name }) => (
          <MenuItem key={days} value={days}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <Stack direction="row" sx={{ mt: 2, justifyContent: 'flex-end' }}>
        <Button type="submit" variant="contained" disabled={isBusy || form.name.trim() === ''}>
          {isBusy ? 'Making…' : 'Make key'}
        </Button>
      </Stack>
    </Paper>
  );
}
