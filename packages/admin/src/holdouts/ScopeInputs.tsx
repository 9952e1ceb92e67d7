import { Alert, Link as MuiLink } from '@mui/material';
import { required, useGetList } from 'ra-core';
import { AutocompleteArrayInput, RadioButtonGroupInput, ReferenceArrayInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { Link } from 'react-router-dom';
import type { HoldoutScope } from '../generated/graphql';
import type { HoldoutForm } from './holdout-form';
import { type HoldoutRow, SCOPE_WORDS } from './holdout';

const CHOICES = (Object.keys(SCOPE_WORDS) as HoldoutScope[]).map(id => ({
  id,
  name: `${SCOPE_WORDS[id].name}: ${SCOPE_WORDS[id].says}`,
}));
const CHANNEL = required('Name the channel.');
const MARKET = required('Name the market.');
const EXPERIMENTS = required('Choose at least one experiment.');
const nameAndKey = ({ name, key }: { name: string; key: string }) => `${name} (${key})`;

/** From what members are kept, and the one field that this needs. */
export function ScopeInputs() {
  const scope = useWatch<HoldoutForm, 'scope'>({ name: 'scope' });
  return (
    <>
      <RadioButtonGroupInput
        source="scope"
        label="Its members are kept out of"
        choices={CHOICES}
        row={false}
        helperText={false}
      />
      {scope === 'GLOBAL' ? <OtherGlobal /> : null}
      {scope === 'CHANNEL' ? (
        <TextInput
          source="channel"
          label="Channel"
          validate={CHANNEL}
          helperText="As experiments name it, for example email."
        />
      ) : null}
      {scope === 'MARKET' ? (
        <TextInput
          source="market"
          label="Market"
          validate={MARKET}
          helperText="As experiments name it, for example NL."
        />
      ) : null}
      {scope === 'EXPERIMENTS' ? (
        <ReferenceArrayInput
          source="experimentKeys"
          reference="experiments"
          sort={{ field: 'name', order: 'ASC' }}
          perPage={50}
        >
          <AutocompleteArrayInput
            label="Experiments"
            optionText={nameAndKey}
            filterToQuery={q => ({ q })}
            validate={EXPERIMENTS}
            helperText={false}
          />
        </ReferenceArrayInput>
      ) : null}
    </>
  );
}

const OPEN_GLOBAL = {
  filter: { scope: 'GLOBAL', status: ['OPEN', 'FROZEN'] },
  pagination: { page: 1, perPage: 1 },
  sort: { field: 'key', order: 'ASC' },
} as const;

/** There can be only one: better told before the rest is filled in than after. */
function OtherGlobal() {
  const { data } = useGetList<HoldoutRow>('holdouts', OPEN_GLOBAL);
  const other = data?.[0];
  if (!other) return null;
  return (
    <Alert severity="warning" variant="outlined" sx={{ my: 1 }}>
      The global holdout{' '}
      <MuiLink component={Link} to={`/holdouts/${other.key}/show`}>
        {other.name}
      </MuiLink>{' '}
      is not closed, and only one can be open at a time. Close it first, or choose another scope.
    </Alert>
  );
}
