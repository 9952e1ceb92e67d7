import { Autocomplete, TextField } from '@mui/material';
import { useGetList } from 'ra-core';
import type { Team } from '../teams/team';

interface Props {
  readonly teams: readonly string[];
  readonly fault?: string | null;
  readonly onChange: (teams: string[]) => void;
}

/** The teams of a person: those in use, by name. */
export function TeamInputs({ teams, fault = null, onChange }: Props) {
  const { data = [] } = useGetList<Team>('teams', {
    filter: { isArchived: false },
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'name', order: 'ASC' },
  });
  const nameOf = (key: string) => data.find(team => team.key === key)?.name ?? key;
  return (
    <Autocomplete
      multiple
      options={data.map(({ key }) => key)}
      value={[...teams]}
      getOptionLabel={nameOf}
      onChange={(_event, chosen) => onChange(chosen)}
      renderInput={props => (
        <TextField
          {...props}
          label="Teams"
          error={fault !== null}
          helperText={fault ?? 'Whoever is only in teams with markets is limited to these markets.'}
        />
      )}
    />
  );
}
