import { Box, TextField, Typography } from '@mui/material';
import { basisPointsText } from '../fields/numbers';
import { boundsText } from '../layers/stretches';
import type { ApiError } from '../providers/errors';
import type { Experiment } from './experiment';
import { LayerRoom } from './LayerRoom';
import type { PhaseForm } from './phase-form';
import { ALL_BP } from './weights';

interface Props {
  readonly range: PhaseForm['range'];
  readonly experiment: Experiment;
  readonly trouble: ApiError | null;
  readonly onChange: (range: PhaseForm['range']) => void;
}

/** The range of its layer that an experiment has from the next phase on. Nothing for one that is in no layer. */
export function PhaseRangeFields({ range, experiment: { layerKey, layerRange }, trouble, onChange }: Props) {
  if (!layerKey || !layerRange) return null;
  const fault = trouble?.field?.startsWith('layerRange') ? trouble.explanation.title : null;
  const bounds = [
    { label: 'Range from, basis points', bound: 'from', text: fault ?? meaning(range.from) },
    { label: 'Range up to, basis points', bound: 'to', text: meaning(range.to) },
  ] as const;
  return (
    <>
      <Typography variant="body2" sx={{ mt: 1 }}>
        It has {boundsText(layerRange)} of the layer “{layerKey}”. That range can grow, and never shrink.
      </Typography>
      <LayerRoom layerKey={layerKey} />
      <Box sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        {bounds.map(({ label, bound, text }) => (
          <TextField
            key={bound}
            type="number"
            label={label}
            value={range[bound]}
            error={fault !== null}
            helperText={text}
            slotProps={{ htmlInput: { min: 0, max: ALL_BP, step: 1 } }}
            onChange={event => onChange({ ...range, [bound]: event.target.value })}
          />
        ))}
      </Box>
    </>
  );
}

const meaning = (bound: string): string => (bound === '' ? ' ' : basisPointsText(Number(bound)));
