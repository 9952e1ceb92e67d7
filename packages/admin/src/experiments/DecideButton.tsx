import {
  Alert,
  FormControl,
  FormControlLabel,
  FormLabel,
  MenuItem,
  Radio,
  RadioGroup,
  TextField,
} from '@mui/material';
import { useGetOne } from 'ra-core';
import { useState } from 'react';
import { DecideExperimentDocument, type DecisionOutcome } from '../generated/graphql';
import { request } from '../providers/client';
import type { Results } from '../results/effect';
import { RECOMMENDATION_WORDS, blockerText } from '../results/verdict';
import { CommandButton } from './CommandButton';
import { type Experiment, OUTCOME_WORDS } from './experiment';

export function DecideButton({ experiment }: { experiment: Experiment }) {
  const { key, name, version, variants } = experiment;
  const [outcome, setOutcome] = useState<DecisionOutcome>('INCONCLUSIVE');
  const [variantKey, setVariantKey] = useState('');
  const [rationale, setRationale] = useState('');
  const isShip = outcome === 'SHIP';
  const input = { key, version, outcome, rationale, variantKey: isShip ? variantKey : null };
  return (
    <CommandButton
      experiment={experiment}
      verb="decide"
      label="Decide"
      isMain
      title={`What follows from “${name}”?`}
      confirm="Record decision"
      done="The decision is recorded."
      isReady={rationale.trim() !== '' && (!isShip || variantKey !== '')}
      act={() => request(DecideExperimentDocument, { input })}
    >
      {trouble => (
        <>
          <Advice experiment={experiment} />
          <FormControl margin="normal">
            <FormLabel id="outcome">Outcome</FormLabel>
            <RadioGroup
              aria-labelledby="outcome"
              value={outcome}
              onChange={event => setOutcome(event.target.value as DecisionOutcome)}
            >
              {Object.entries(OUTCOME_WORDS).map(([value, label]) => (
                <FormControlLabel key={value} value={value} label={label} control={<Radio />} />
              ))}
            </RadioGroup>
          </FormControl>
          {isShip ? (
            <TextField
              select
              label="Variant to ship"
              value={variantKey}
              error={trouble?.field === 'variantKey'}
              onChange={event => setVariantKey(event.target.value)}
            >
              {variants.map(variant => (
                <MenuItem key={variant.key} value={variant.key}>
                  {variant.name}
                  {variant.isControl ? ' (control)' : ''}
                </MenuItem>
              ))}
            </TextField>
          ) : null}
          <TextField
            label="Why"
            required
            multiline
            minRows={3}
            value={rationale}
            error={trouble?.field === 'rationale'}
            helperText="Kept with the experiment and in the audit log. It cannot be changed afterwards."
            onChange={event => setRationale(event.target.value)}
          />
        </>
      )}
    </CommandButton>
  );
}

/** What the data say now; it is recorded beside the decision, whatever that is. */
function Advice({ experiment: { key, variants, phases } }: { experiment: Experiment }) {
  const { data, isPending } = useGetOne<Results & { id: string }>(
    'results',
    { id: key, meta: { phase: phases.length } },
    { enabled: phases.length > 0 },
  );
  if (!data) return isPending ? <p>Reading the results…</p> : null;
  const { recommendation, recommendedVariantKey, decisionBlockedBy } = data;
  const variant = variants.find(one => one.key === recommendedVariantKey)?.name;
  if (decisionBlockedBy.length > 0) {
    return (
      <Alert severity="warning" variant="outlined">
        Nothing can be shipped on these results, because {decisionBlockedBy.map(blockerText).join(', and ')}.
      </Alert>
    );
  }
  const words =
    recommendation === null ? 'nothing' : `to ${RECOMMENDATION_WORDS[recommendation] ?? recommendation}`;
  return (
    <Alert severity="info" variant="outlined">
      Probity recommends {words}
      {variant ? ` “${variant}”` : ''}. The recommendation is recorded beside your decision.
    </Alert>
  );
}
