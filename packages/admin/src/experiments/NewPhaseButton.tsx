import { Checkbox, FormControlLabel, Stack, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { basisPointsText } from '../fields/numbers';
import { OpenExperimentPhaseDocument } from '../generated/graphql';
import { request } from '../providers/client';
import type { ApiError } from '../providers/errors';
import { CommandButton } from './CommandButton';
import type { Experiment } from './experiment';
import { type TypedPhase, phaseFormOf, phaseInput, phaseProblem, withWeight } from './phase-form';
import { PhaseRangeFields } from './PhaseRangeFields';
import { weightSumText } from './weights';

export function NewPhaseButton({ experiment }: { experiment: Experiment }) {
  const [typed, setTyped] = useState<TypedPhase>({});
  const set = (change: TypedPhase) => setTyped(current => ({ ...current, ...change }));
  const form = phaseFormOf(experiment, typed);
  const problem = phaseProblem(form, experiment);
  const open = async () => {
    await request(OpenExperimentPhaseDocument, { input: phaseInput(form, experiment) });
    setTyped({});
  };
  return (
    <CommandButton
      experiment={experiment}
      verb="openPhase"
      label="New phase"
      title={`Open a new phase of “${experiment.name}”?`}
      confirm="Open phase"
      done="A new phase has begun."
      isReady={problem === null}
      act={open}
    >
      {trouble => (
        <>
          <Typography sx={{ mb: 2 }}>
            The current phase ends now. Each phase is analysed by itself: results start again from zero, and
            recipients may move to another variant when shares change.
          </Typography>
          <PhaseFields typed={typed} experiment={experiment} trouble={trouble} onChange={set} />
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
  readonly typed: TypedPhase;
  readonly experiment: Experiment;
  readonly trouble: ApiError | null;
  readonly onChange: (change: TypedPhase) => void;
}

const WeightFields = ({ typed, experiment, onChange }: Omit<FieldsProps, 'trouble'>) => {
  const { weights } = phaseFormOf(experiment, typed);
  return (
    <>
      <Stack direction={{ xs: 'column', sm: 'row' }} sx={{ gap: { sm: 1.5 } }}>
        {experiment.variants.map(({ key, name }) => (
          <TextField
            key={key}
            type="number"
            label={`${name}, basis points`}
            value={weights[key] ?? ''}
            helperText={basisPointsText(Number(weights[key] ?? 0))}
            onChange={event => onChange(withWeight(typed, key, event.target.value))}
          />
        ))}
      </Stack>
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mb: 1 }}>
        {weightSumText(Object.values(weights).map(Number))}
      </Typography>
    </>
  );
};

const PhaseFields = ({ typed, experiment, trouble, onChange }: FieldsProps) => {
  const form = phaseFormOf(experiment, typed);
  return (
    <>
      <WeightFields typed={typed} experiment={experiment} onChange={onChange} />
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
};
