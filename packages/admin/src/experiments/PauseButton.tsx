import { Typography } from '@mui/material';
import { PauseExperimentDocument } from '../generated/graphql';
import { request } from '../providers/client';
import { CommandButton } from './CommandButton';
import type { Experiment } from './experiment';
import { TrafficFacts } from './TrafficFacts';

export function PauseButton({ experiment }: { experiment: Experiment }) {
  const { key, name, version } = experiment;
  return (
    <CommandButton
      experiment={experiment}
      verb="pause"
      label="Pause"
      title={`Pause “${name}”?`}
      confirm="Pause experiment"
      done="The experiment is paused."
      act={() => request(PauseExperimentDocument, { key, version })}
    >
      <Typography sx={{ mb: 2 }}>
        Nobody is assigned until it is resumed. Outcomes of those who are in it already still count. The phase
        stays open.
      </Typography>
      <TrafficFacts experiment={experiment} />
    </CommandButton>
  );
}
