import { Alert, Box, Typography } from '@mui/material';
import { NumberInput, RadioButtonGroupInput, SelectInput } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import type { DraftForm } from './draft';
import { CORRECTION_WORDS, METHOD_WORDS } from './experiment';
import { GuardrailInputs } from './GuardrailInputs';
import { MetricInput, MetricsInput } from './MetricInput';

const METHODS = Object.entries(METHOD_WORDS).map(([id, { name, says }]) => ({
  id,
  name: `${name}. ${says}`,
}));
const CORRECTIONS = Object.entries(CORRECTION_WORDS).map(([id, name]) => ({ id, name }));
const PAIR = { display: 'grid', columnGap: 2, gridTemplateColumns: { sm: '1fr 1fr' } } as const;

const within = (least: number, most: number) => (value: unknown) =>
  typeof value === 'number' && value >= least && value <= most ? undefined : `From ${least} to ${most}.`;

const isMore = (least: number, message: string) => (value: unknown) =>
  value === null || value === undefined || value === '' || Number(value) > least ? undefined : message;

/** How the question will be answered. It is registered before the first recipient is assigned. */
export function DesignStep() {
  const { getFieldState, formState } = useFormContext<DraftForm>();
  const fault = getFieldState('design', formState).error;
  const primary = useWatch<DraftForm, 'design.primaryMetric'>({ name: 'design.primaryMetric' });
  return (
    <>
      <Typography variant="h2">How will you judge it?</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        Decided now, so that nobody chooses the metric that happens to look good. It is locked at the start.
      </Typography>
      {typeof fault?.message === 'string' ? (
        <Alert severity="error" variant="outlined" sx={{ my: 1 }}>
          {fault.message}
        </Alert>
      ) : null}
      <MetricInput
        source="design.primaryMetric"
        label="The metric that decides"
        helperText={primary ? false : 'Leave it empty to add the design later. It is needed to start.'}
      />
      <MetricsInput source="design.secondaryMetrics" label="Metrics reported beside it" />
      <GuardrailInputs />
      <RadioButtonGroupInput
        source="design.method"
        label="Method"
        choices={METHODS}
        row={false}
        helperText={false}
      />
      <Box sx={PAIR}>
        <NumberInput
          source="design.plannedRecipients"
          label="Recipients planned"
          min={100}
          validate={isMore(99, 'At least 100.')}
          helperText="How many in all. A fixed-size test is read when they are reached."
        />
        <NumberInput
          source="design.liftPercent"
          label="Smallest lift that matters, %"
          validate={isMore(0, 'More than 0.')}
          helperText="Relative to the control, for example 5."
        />
        <NumberInput
          source="design.alpha"
          label="False positives accepted"
          validate={within(0.0001, 0.5)}
          helperText="0.05 is one in twenty."
        />
        <NumberInput
          source="design.power"
          label="Power"
          validate={within(0.5, 0.9999)}
          helperText="The chance of seeing the smallest lift that matters, if it is there."
        />
        <SelectInput
          source="design.correction"
          label="Correction for several comparisons"
          choices={CORRECTIONS}
          helperText={false}
        />
        <MetricInput
          source="design.covariateMetric"
          label="Covariate (CUPED)"
          helperText="A metric whose value in the 28 days before reduces the noise."
        />
      </Box>
    </>
  );
}
