import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import { required } from 'ra-core';
import { NumberInput } from 'react-admin';
import { useFieldArray } from 'react-hook-form';
import type { DraftForm } from './draft';
import { MetricInput } from './MetricInput';

const METRIC = required('Choose a metric, or leave the guardrail out.');

const isMargin = (value: unknown) =>
  typeof value === 'number' && value >= 0 && value <= 100 ? undefined : 'From 0 to 100.';

/** Metrics that must not get worse by more than a margin. */
export function GuardrailInputs() {
  const { fields, append, remove } = useFieldArray<DraftForm, 'design.guardrails'>({
    name: 'design.guardrails',
  });
  return (
    <Box sx={{ my: 2 }}>
      <Typography variant="h3" sx={{ mb: 0.5 }}>
        Guardrails
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Metrics that must not get worse, such as unsubscribes. A variant that harms one is not shipped.
      </Typography>
      {fields.map(({ id }, index) => (
        <Box
          key={id}
          sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: '1fr 1fr auto', alignItems: 'start' }}
        >
          <MetricInput source={`design.guardrails.${index}.metric`} label="Metric" validate={METRIC} />
          <NumberInput
            source={`design.guardrails.${index}.marginPercent`}
            label="Harm accepted, % of the control"
            min={0}
            max={100}
            validate={isMargin}
            helperText={false}
          />
          <Tooltip title={`Leave out guardrail ${index + 1}`}>
            <IconButton
              aria-label={`Leave out guardrail ${index + 1}`}
              onClick={() => remove(index)}
              sx={{ mt: 1 }}
            >
              <DeleteIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        </Box>
      ))}
      <Button variant="outlined" sx={{ mt: 1 }} onClick={() => append({ metric: null, marginPercent: 5 })}>
        Add guardrail
      </Button>
    </Box>
  );
}
