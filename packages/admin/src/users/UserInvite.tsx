import { Box, Button, Paper, Stack, TextField } from '@mui/material';
import { type FormEvent, useState } from 'react';
import { InviteUserDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { NotAllowed } from '../layout/NotAllowed';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { request } from '../providers/client';
import { useCommand } from '../providers/useCommand';
import { NewInvitation } from './NewInvitation';
import { RoleInputs } from './RoleInputs';
import { TeamInputs } from './TeamInputs';
import { conflictOf } from './user';

export const UserInvite = () => (
  <Allowed action="create" resource="users" otherwise={<NotAllowed />}>
    <Page
      title="Invite somebody"
      lead="You hand over a link, and they choose a password. It is good for 7 days."
    >
      <Inviter />
    </Page>
  </Allowed>
);

const NOBODY = { email: '', name: '', roles: ['viewer'], teams: [] as string[] };

function Inviter() {
  const [form, setForm] = useState(NOBODY);
  const [token, setToken] = useState<string | null>(null);
  const { run, isBusy, trouble } = useCommand();
  const set = (change: Partial<typeof NOBODY>) => setForm(known => ({ ...known, ...change }));
  if (token !== null) return <NewInvitation name={form.name} token={token} />;
  const invite = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      setToken((await request(InviteUserDocument, { input: form })).inviteUser.token);
    }, 'The invitation is made. Hand over the link.');
  };
  const faultOf = (field: string) => (trouble?.field === field ? trouble.explanation.title : null);
  const isReady =
    form.email !== '' && form.name.trim() !== '' && form.roles.length > 0 && conflictOf(form.roles) === null;
  return (
    <Paper component="form" variant="outlined" sx={{ p: { xs: 2, sm: 3 }, maxWidth: 640 }} onSubmit={invite}>
      {trouble && trouble.field === null ? (
        <Box sx={{ mb: 2 }}>
          <Trouble explanation={trouble.explanation} />
        </Box>
      ) : null}
      <TextField
        label="E-mail address"
        type="email"
        required
        fullWidth
        value={form.email}
        error={faultOf('email') !== null}
        helperText={faultOf('email') ?? 'They sign in with it.'}
        onChange={event => set({ email: event.target.value })}
      />
      <TextField
        label="Name"
        required
        fullWidth
        value={form.name}
        error={faultOf('name') !== null}
        helperText={faultOf('name') ?? 'What others read in lists and in the audit log.'}
        onChange={event => set({ name: event.target.value })}
      />
      <RoleInputs roles={form.roles} fault={faultOf('roles')} onChange={roles => set({ roles })} />
      <TeamInputs teams={form.teams} fault={faultOf('teams')} onChange={teams => set({ teams })} />
      <Stack direction="row" sx={{ mt: 2, justifyContent: 'flex-end' }}>
        <Button type="submit" variant="contained" disabled={isBusy || !isReady}>
          {isBusy ? 'Inviting…' : 'Invite'}
        </Button>
      </Stack>
    </Paper>
  );
}
