import { Box } from '@mui/material';
import { maxLength, regex, required } from 'ra-core';
import { NumberInput, RadioButtonGroupInput, SelectInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { type MetricForm, typesIn } from './metric-form';
import { AGGREGATION_WORDS, DIRECTION_WORDS, KIND_WORDS, choicesOf } from './words';

const KEY = [
  required('Give it a key.'),
  regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'A key is 1 to 64 of a-z 0-9 . _ - and starts with a letter or digit.',
  ),
];
const NAME = [required('Give it a name.'), maxLength(200, 'A name has at most 200 characters.')];
const DESCRIPTION = maxLength(2000, 'A description has at most 2,000 characters.');
const CURRENCY = regex(/^[A-Z]{3}$/, 'Three capital letters, for example EUR.');
const KINDS = Object.entries(KIND_WORDS).map(([id, { name, says }]) => ({ id, name: `${name}: ${says}` }));
const AGGREGATIONS = choicesOf(AGGREGATION_WORDS);
const PAIR = { display: 'grid', columnGap: 2, gridTemplateColumns: { sm: '1fr 1fr' } } as const;

const TYPE = /^[A-Za-z0-9][A-Za-z0-9 ._:-]{0,63}$/;

function typesProblem(text: string | null): string | undefined {
  const types = typesIn(text);
  if (types.length === 0 || types.length > 20) return 'Name 1 to 20 types of outcome.';
  return types.every(type => TYPE.test(type)) ? undefined : 'Of letters, digits, spaces or . _ : -';
}

const window = (value: unknown) =>
  value === null || value === undefined || (Number(value) >= 1 && Number(value) <= 8784)
    ? undefined
    : 'From 1 to 8,784 hours.';

const capProblem = (value: unknown) =>
  value === null || value === undefined || Number(value) > 0 ? undefined : 'More than 0.';

/** The fields of a metric; which there are depends on its kind. */
export function MetricInputs() {
  const kind = useWatch<MetricForm, 'kind'>({ name: 'kind' });
  return (
    <>
      <TextInput source="name" label="Name" validate={NAME} helperText={false} />
      <TextInput
        source="key"
        label="Key"
        validate={KEY}
        helperText="What designs call it, for example orders."
      />
      <TextInput
        source="description"
        label="Description"
        multiline
        validate={DESCRIPTION}
        helperText="What it means and why it matters."
      />
      <RadioButtonGroupInput source="kind" label="Kind" choices={KINDS} row={false} helperText={false} />
      <Box sx={PAIR}>
        <TextInput
          source="outcomeTypes"
          label="Types of outcome counted"
          validate={typesProblem}
          helperText="Apart by commas, for example ordered, refunded."
        />
        {kind === 'PROPORTION' ? null : (
          <SelectInput source="aggregation" label="Counted as" choices={AGGREGATIONS} helperText={false} />
        )}
      </Box>
      {kind === 'RATIO' ? (
        <Box sx={PAIR}>
          <TextInput
            source="denominatorOutcomeTypes"
            label="Divided by: types of outcome"
            validate={typesProblem}
            helperText="Apart by commas, for example ordered."
          />
          <SelectInput
            source="denominatorAggregation"
            label="Counted as"
            choices={AGGREGATIONS}
            helperText={false}
          />
        </Box>
      ) : null}
      <Box sx={PAIR}>
        <NumberInput
          source="conversionWindowHours"
          label="Window, hours"
          validate={window}
          helperText="After the first exposure. Empty for no end."
        />
        <TextInput
          source="currency"
          label="Currency"
          validate={CURRENCY}
          helperText="Count only this one, for example EUR. Empty for any."
        />
        {kind === 'PROPORTION' ? null : (
          <NumberInput
            source="cap"
            label="Cap"
            validate={capProblem}
            helperText="The most that one recipient counts; money in cents. Empty for none."
          />
        )}
      </Box>
      <RadioButtonGroupInput
        source="direction"
        label="Which way is better?"
        choices={choicesOf(DIRECTION_WORDS)}
        helperText={false}
      />
    </>
  );
}
