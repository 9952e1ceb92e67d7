import { Box } from '@mui/material';
import { AutocompleteInput, NumberInput, ReferenceInput } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { basisPointsText } from '../fields/numbers';
import type { DraftForm } from './draft';
import { layerRangeProblem } from './layer-range';
import { LayerRoom } from './LayerRoom';
import { ALL_BP } from './weights';

const IN_USE = { isArchived: false };
const nameAndKey = ({ name, key }: { name: string; key: string }) => `${name} (${key})`;

/** The layer that an experiment shares with those it must not meet, and which part of it it takes. */
export function LayerInputs() {
  const { setValue } = useFormContext<DraftForm>();
  const layerKey = useWatch<DraftForm, 'layerKey'>({ name: 'layerKey' });
  const clearRange = () => {
    setValue('layerFromBp', null);
    setValue('layerToBp', null);
  };
  return (
    <>
      <ReferenceInput
        source="layerKey"
        reference="layers"
        filter={IN_USE}
        sort={{ field: 'name', order: 'ASC' }}
        perPage={50}
      >
        <AutocompleteInput
          label="Layer"
          optionText={nameAndKey}
          filterToQuery={q => ({ ...IN_USE, q })}
          onChange={clearRange}
          helperText="Experiments of one layer never share a recipient. Empty for none."
        />
      </ReferenceInput>
      {layerKey ? <RangeInputs layerKey={layerKey} /> : null}
    </>
  );
}

function RangeInputs({ layerKey }: { layerKey: string }) {
  const [from, to] = useWatch<DraftForm, ['layerFromBp', 'layerToBp']>({
    name: ['layerFromBp', 'layerToBp'],
  });
  return (
    <>
      <LayerRoom layerKey={layerKey} />
      <Box sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <NumberInput
          source="layerFromBp"
          label="Range from, basis points"
          min={0}
          max={ALL_BP}
          step={1}
          validate={rangeProblem}
          helperText={from === null ? 'Both empty for the largest that is free.' : basisPointsText(from)}
        />
        <NumberInput
          source="layerToBp"
          label="Range up to, basis points"
          min={0}
          max={ALL_BP}
          step={1}
          validate={rangeProblem}
          helperText={to === null ? false : basisPointsText(to)}
        />
      </Box>
    </>
  );
}

const rangeProblem = (_value: unknown, form: object) => layerRangeProblem(form as DraftForm);
