import { Alert, TextField } from '@mui/material';
import { AmendTeamDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { AskFirst } from '../layout/AskFirst';
import { request } from '../providers/client';
import { useTyped } from '../providers/useTyped';
import { MarketInputs } from './MarketInputs';
import type { Team } from './team';

export function AmendTeamButton({ team: { key, version, name, markets, archivedAt } }: { team: Team }) {
  const { form, set, forget } = useTyped({ name, markets });
  if (archivedAt !== null) return null;
  return (
    <Allowed action="edit" resource="teams">
      <AskFirst
        label="Change"
        title={`Change “${name}”?`}
        confirm="Save"
        done="The team is saved."
        isReady={form.name.trim() !== ''}
        act={async () => {
          await request(AmendTeamDocument, { input: { key, version, ...form } });
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
            <MarketInputs
              markets={form.markets}
              fault={trouble?.field === 'markets' ? trouble.explanation.title : null}
              onChange={chosen => set({ markets: chosen })}
            />
            <Alert severity="info" variant="outlined" sx={{ mt: 2 }}>
              Other markets count for every member within 5 seconds.
            </Alert>
          </>
        )}
      </AskFirst>
    </Allowed>
  );
}
