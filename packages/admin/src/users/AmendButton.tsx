import { Alert, TextField } from '@mui/material';
import { AmendUserDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { AskFirst } from '../layout/AskFirst';
import { request } from '../providers/client';
import { useTyped } from '../providers/useTyped';
import { RoleInputs } from './RoleInputs';
import { TeamInputs } from './TeamInputs';
import { type User, conflictOf } from './user';

export function AmendButton({ user }: { user: User }) {
  const { id, version, name, roles, teams } = user;
  const { form, set, forget } = useTyped({ name, roles, teams });
  const isReady = form.name.trim() !== '' && form.roles.length > 0 && conflictOf(form.roles) === null;
  return (
    <Allowed action="edit" resource="users">
      <AskFirst
        label="Change"
        title={`Change what ${name} may do?`}
        confirm="Save"
        done="It is saved."
        isReady={isReady}
        act={async () => {
          await request(AmendUserDocument, { input: { id, version, ...form } });
          forget();
        }}
      >
        {trouble => (
          <>
            <TextField
              label="Name"
              required
              fullWidth
              value={form.name}
              error={trouble?.field === 'name'}
              onChange={event => set({ name: event.target.value })}
            />
            <RoleInputs roles={form.roles} onChange={chosen => set({ roles: chosen })} />
            <TeamInputs teams={form.teams} onChange={chosen => set({ teams: chosen })} />
            <Alert severity="info" variant="outlined" sx={{ mt: 2 }}>
              Other roles or teams end every session of {name} within 5 seconds: they sign in anew.
            </Alert>
          </>
        )}
      </AskFirst>
    </Allowed>
  );
}
