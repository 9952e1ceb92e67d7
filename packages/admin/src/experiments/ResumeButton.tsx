import { Typography } from '@mui/material';
import { ResumeExperimentDocument } from '../generated/graphql';
import { request } from '../providers/client';
import { CommandButton } from './CommandButton';
import type { Experiment } from './experiment';
import { TrafficFacts } from './TrafficFacts';

export function ResumeButton({ experiment }: { experiment: Experiment }) {
  const { key, name, version } = experiment;
  return (
    <CommandButton
      experiment={experiment}
      verb="resume"
      label="Resume"
      title={`Resume “${name}”?`}
      confirm="Resume experiment"
      done="The experiment is running again."
      act={() => request(ResumeExperimentDocument, { key, version })}
    >
      <Typography sx={{ mb: 2 }}>
        Recipients are assigned again, in the same phase and with the same shares as before the pause.
      </Typography>
      <TrafficFacts experiment={experiment} />
    </CommandButton>
  );
}
