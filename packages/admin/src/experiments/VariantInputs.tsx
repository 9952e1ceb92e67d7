import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import { Box, FormControlLabel, IconButton, Radio, Stack, Tooltip, Typography } from '@mui/material';
import { regex, required } from 'ra-core';
import { NumberInput, TextInput } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { basisPointsText } from '../fields/numbers';
import type { DraftForm } from './draft';
import { jsonProblem } from './json-text';
import { ALL_BP } from './weights';

const KEY = [
  required('Give it a key.'),
  regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'Of a-z 0-9 . _ - and it starts with a letter or digit.'),
];

const isWeight = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= ALL_BP
    ? undefined
    : 'A whole number from 0 to 10,000.';

interface Props {
  readonly index: number;
  /** Null where the variant cannot be left out. */
  readonly onRemove: (() => void) | null;
}

export function VariantInputs({ index, onRemove }: Props) {
  const { setValue, getValues } = useFormContext<DraftForm>();
  const variant = useWatch<DraftForm, `variants.${number}`>({ name: `variants.${index}` });
  const choose = () =>
    getValues('variants').forEach((_variant, other) => {
      setValue(`variants.${other}.isControl`, other === index, { shouldDirty: true });
    });
  const source = (name: string) => `variants.${index}.${name}`;
  return (
    <Box
      component="fieldset"
      sx={{ border: 1, borderColor: 'divider', borderRadius: 2, m: 0, mb: 2, px: 2, pb: 1.5 }}
    >
      <Typography component="legend" variant="body2" sx={{ px: 0.75, fontWeight: 600 }}>
        Variant {index + 1}
      </Typography>
      <Stack direction="row" sx={{ justifyContent: 'space-between', minHeight: 40 }}>
        <FormControlLabel
          label="Control"
          control={<Radio checked={variant?.isControl ?? false} onChange={choose} name="control" />}
        />
        {onRemove ? (
          <Tooltip title={`Leave out variant ${index + 1}`}>
            <IconButton aria-label={`Leave out variant ${index + 1}`} onClick={onRemove}>
              <DeleteIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        ) : null}
      </Stack>
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          gridTemplateColumns: { sm: '1fr 1fr', md: '1.2fr 1.2fr 1fr 1fr' },
        }}
      >
        <TextInput source={source('key')} label="Key" validate={KEY} helperText={false} />
        <TextInput source={source('name')} label="Name" helperText={false} />
        <NumberInput
          source={source('weightBp')}
          label="Weight, basis points"
          min={0}
          max={ALL_BP}
          step={1}
          validate={isWeight}
          helperText={basisPointsText(variant?.weightBp ?? 0)}
        />
        <TextInput source={source('modelVersionId')} label="Model version" helperText={false} />
      </Box>
      <TextInput
        source={source('payload')}
        label="Payload (JSON)"
        multiline
        validate={jsonProblem}
        helperText="What your programs need to render it; given back with each assignment. Empty for none."
        sx={{ '& textarea': { fontFamily: 'monospace', fontSize: '0.875rem' } }}
      />
    </Box>
  );
}
