import { Typography } from '@mui/material';
import { ArchiveExperimentDocument } from '../generated/graphql';
import { request } from '../providers/client';
import { CommandButton } from './CommandButton';
import type { Experiment } from './experiment';
import { TrafficFacts } from './TrafficFacts';

export function ArchiveButton({ experiment }: { experiment: Experiment }) {
  const { key, name, version } = experiment;
  return (
    <CommandButton
      experiment={experiment}
      verb="archive"
      label="Archive"
      title={`Archive “${name}”?`}
      confirm="Archive experiment"
      done="The experiment is archived."
      tone="secondary"
      act={() => request(ArchiveExperimentDocument, { key, version })}
    >
      <Typography sx={{ mb: 2 }}>
        It is put away for good and kept for the record: it can be looked at, and never be edited, started or
        decided again.
      </Typography>
      <TrafficFacts experiment={experiment} />
    </CommandButton>
  );
}
