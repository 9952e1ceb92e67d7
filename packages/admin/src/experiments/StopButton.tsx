import { Typography } from '@mui/material';
import { StopExperimentDocument } from '../generated/graphql';
import { request } from '../providers/client';
import { CommandButton } from './CommandButton';
import type { Experiment } from './experiment';
import { TrafficFacts } from './TrafficFacts';

export function StopButton({ experiment }: { experiment: Experiment }) {
  const { key, name, version } = experiment;
  return (
    <CommandButton
      experiment={experiment}
      verb="stop"
      label="Stop"
      title={`Stop “${name}”?`}
      confirm="Stop experiment"
      done="The experiment is stopped. Record what follows from it."
      tone="error"
      act={() => request(StopExperimentDocument, { key, version })}
    >
      <Typography sx={{ mb: 2 }}>
        Nobody is assigned any more, on any market or channel. This cannot be undone: an experiment that is
        stopped never runs again. Late outcomes still count.
      </Typography>
      <TrafficFacts experiment={experiment} />
    </CommandButton>
  );
}
