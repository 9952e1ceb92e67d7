import { Alert, Box, Button, Stack, Typography } from '@mui/material';
import { NumberInput, SelectInput, TextInput } from 'react-admin';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { basisPointsText } from '../fields/numbers';
import { type DraftForm, newVariant } from './draft';
import { jsonProblem } from './json-text';
import { LayerInputs } from './LayerInputs';
import { VariantInputs } from './VariantInputs';
import { ALL_BP, evenWeights, isComplete, weightSumText } from './weights';

const SOURCES = [
  { id: 'HASHED', name: 'Probity, by hash' },
  { id: 'EXTERNAL', name: 'Another system, which names the variant with each exposure' },
];

/** What is compared, and among whom. */
export function VariantsStep() {
  const { fields, append, remove } = useFieldArray<DraftForm, 'variants'>({ name: 'variants' });
  const { setValue, getFieldState, formState } = useFormContext<DraftForm>();
  const weights = useWatch<DraftForm, 'variants'>({ name: 'variants' }).map(({ weightBp }) => weightBp ?? 0);
  const allocation = useWatch<DraftForm, 'allocationBp'>({ name: 'allocationBp' });
  const source = useWatch<DraftForm, 'assignmentSource'>({ name: 'assignmentSource' });
  const fault = getFieldState('variants', formState).error;
  const split = (count: number) =>
    evenWeights(count).forEach((weight, index) => {
      setValue(`variants.${index}.weightBp`, weight, { shouldDirty: true });
    });
  return (
    <>
      <Typography variant="h2">What do you compare?</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
        Two to twenty variants. The others are compared with the control.
      </Typography>
      {fault?.message ? (
        <Alert severity="error" variant="outlined" sx={{ mb: 2 }}>
          {fault.message}
        </Alert>
      ) : null}
      {fields.map(({ id }, index) => (
        <VariantInputs key={id} index={index} onRemove={fields.length > 2 ? () => remove(index) : null} />
      ))}
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 3 }}>
        <Button variant="outlined" disabled={fields.length >= 20} onClick={() => append(newVariant(0))}>
          Add variant
        </Button>
        <Button onClick={() => split(fields.length)}>Split evenly</Button>
        <Typography
          variant="body2"
          role="status"
          sx={{ fontWeight: 600, color: isComplete(weights) ? 'success.main' : 'warning.main' }}
        >
          {weightSumText(weights)}
        </Typography>
      </Stack>
      <Typography variant="h2">Who is in it?</Typography>
      <Box sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <NumberInput
          source="allocationBp"
          label="In the experiment, basis points"
          min={0}
          max={ALL_BP}
          step={1}
          validate={value => (isBasisPoints(value) ? undefined : 'A whole number from 0 to 10,000.')}
          helperText={`${basisPointsText(allocation ?? 0)} of eligible recipients`}
        />
        <SelectInput
          source="assignmentSource"
          label="Assigned by"
          choices={SOURCES}
          validate={[]}
          helperText={false}
        />
      </Box>
      {source === 'HASHED' ? <LayerInputs /> : null}
      <TextInput
        source="targeting"
        label="Who is eligible (a condition, as JSON)"
        multiline
        minRows={2}
        validate={jsonProblem}
        helperText='Empty for everybody. For example {"country": {"$in": ["NL", "BE"]}}'
        sx={{ '& textarea': { fontFamily: 'monospace', fontSize: '0.875rem' } }}
      />
    </>
  );
}

const isBasisPoints = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= ALL_BP;
