import { Alert, Typography } from '@mui/material';
import { countText } from '../fields/numbers';
import { StartExperimentDocument } from '../generated/graphql';
import { request } from '../providers/client';
import { CommandButton } from './CommandButton';
import { type Experiment, METHOD_WORDS } from './experiment';
import { TrafficFacts } from './TrafficFacts';

export function StartButton({ experiment }: { experiment: Experiment }) {
  const { key, name, version, design } = experiment;
  return (
    <CommandButton
      experiment={experiment}
      verb="start"
      label="Start"
      isMain
      title={`Start “${name}”?`}
      confirm="Start experiment"
      done="The experiment is running."
      isReady={design !== null}
      act={() => request(StartExperimentDocument, { key, version })}
    >
      {design === null ? (
        <Alert severity="warning" variant="outlined">
          The experiment has no design yet. Edit the draft and choose at least the metric that decides.
        </Alert>
      ) : (
        <>
          <Typography sx={{ mb: 2 }}>
            From now on recipients are assigned. The hypothesis, the variants and the design are locked: they
            cannot be changed any more, only weights, allocation and targeting can, by a new phase.
          </Typography>
          <TrafficFacts
            experiment={experiment}
            also={[
              ['Decides', design.primaryMetric],
              ['Method', METHOD_WORDS[design.method].name],
              [
                'Recipients planned',
                design.plannedRecipients === null ? 'Not stated' : countText(design.plannedRecipients),
              ],
            ]}
          />
        </>
      )}
    </CommandButton>
  );
}
