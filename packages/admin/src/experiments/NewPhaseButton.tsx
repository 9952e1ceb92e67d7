import { Checkbox, FormControlLabel, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { basisPointsText } from '../fields/numbers';
import { OpenExperimentPhaseDocument } from '../generated/graphql';
import { request } from '../providers/client';
import type { ApiError } from '../providers/errors';
import { CommandButton } from './CommandButton';
import type { Experiment } from './experiment';
import { type PhaseForm, phaseFormOf, phaseInput, phaseProblem } from './phase-form';
import { PhaseRangeFields } from './PhaseRangeFields';
import { weightSumText } from './weights';

export function NewPhaseButton({ experiment }: { experiment: Experiment }) {
  const [form, setForm] = useState<PhaseForm>(() => phaseFormOf(experiment));
  const set = (change: Partial<PhaseForm>) => setForm(current => ({ ...current, ...change }));
  const problem = phaseProblem(form, experiment);
  return (
    <CommandButton
      experiment={experiment}
      verb="openPhase"
      label="New phase"
      title={`Open a new phase of “${experiment.name}”?`}
      confirm="Open phase"
      done="A new phase has begun."
      isReady={problem === null}
      act={() => request(OpenExperimentPhaseDocument, { input: phaseInput(form, experiment) })}
    >
      {trouble => (
        <>
          <Typography sx={{ mb: 2 }}>
            The current phase ends now. Each phase is analysed by itself: results start again from zero, and
            recipients may move to another variant when shares change.
          </Typography>
          <PhaseFields form={form} experiment={experiment} trouble={trouble} onChange={set} />
          {problem ? (
            <Typography variant="body2" role="status" sx={{ color: 'text.secondary', mt: 1 }}>
              {problem}
            </Typography>
          ) : null}
        </>
      )}
    </CommandButton>
  );
}

interface FieldsProps {
  readonly form: PhaseForm;
  readonly experiment: Experiment;
  readonly trouble: ApiError | null;
  readonly onChange: (change: Partial<PhaseForm>) => void;
}

const PhaseFields = ({ form, experiment, trouble, onChange }: FieldsProps) => (
  <>
    <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: { sm: 1.5 } }}>
      {experiment.variants.map(({ key, name }) => (
        <TextField
          key={key}
          type="number"
          label={`${name}, basis points`}
          value={form.weights[key] ?? ''}
          helperText={basisPointsText(Number(form.weights[key] ?? 0))}
          onChange={event => onChange({ weights: { ...form.weights, [key]: event.target.value } })}
        />
      ))}
    </Stack>
    <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mb: 1 }}>
      {weightSumText(Object.values(form.weights).map(Number))}
    </Typography>
    <TextField
      type="number"
      label="In the experiment, basis points"
      value={form.allocation}
      helperText={`${basisPointsText(Number(form.allocation))} of eligible recipients`}
      onChange={event => onChange({ allocation: event.target.value })}
    />
    <PhaseRangeFields
      range={form.range}
      experiment={experiment}
      trouble={trouble}
      onChange={range => onChange({ range })}
    />
    <FormControlLabel
      label="Everybody is eligible"
      control={
        <Checkbox
          checked={form.isEverybody}
          onChange={event => onChange({ isEverybody: event.target.checked })}
        />
      }
    />
    {form.isEverybody ? null : (
      <TextField
        multiline
        label="Who is eligible (a condition, as JSON)"
        value={form.targeting}
        onChange={event => onChange({ targeting: event.target.value })}
      />
    )}
    <TextField
      required
      multiline
      label="Why"
      value={form.reason}
      helperText="Kept in the phase and in the audit log."
      onChange={event => onChange({ reason: event.target.value })}
    />
  </>
);
