import { Typography } from '@mui/material';
import { Instant } from '../fields/Ago';
import { Facts } from '../fields/Facts';
import { Json } from '../fields/Json';
import { basisPointsText } from '../fields/numbers';
import { Section } from '../layout/Section';
import { MONOSPACE } from '../layout/theme';
import { DecisionNote } from './DecisionNote';
import { DesignFacts } from './DesignFacts';
import type { Experiment } from './experiment';
import { LayerPlace } from '../layers/LayerPlace';
import { PhaseTable } from './PhaseTable';
import { VariantTable } from './VariantTable';

/** What an experiment is: what it compares, for whom, and how it is judged. */
export const ExperimentOverview = ({ experiment }: { experiment: Experiment }) => (
  <>
    <DecisionNote experiment={experiment} />
    <Section title="Hypothesis">
      <Typography sx={{ maxWidth: '75ch', whiteSpace: 'pre-line' }}>{experiment.hypothesis}</Typography>
    </Section>
    <Section title="Variants" isFlush>
      <VariantTable variants={experiment.variants} />
    </Section>
    <Section title="Who is in it">
      <Facts facts={audienceOf(experiment)} />
    </Section>
    <Section
      title="Design"
      note={
        experiment.designHash
          ? 'Locked since the start.'
          : 'Can be changed until the start, and is locked then.'
      }
    >
      {experiment.design ? (
        <DesignFacts design={experiment.design} />
      ) : (
        <Typography>
          No design yet. Edit the draft to add one; without it the experiment cannot start.
        </Typography>
      )}
    </Section>
    {experiment.phases.length > 0 ? (
      <Section title="Phases" isFlush>
        <PhaseTable experiment={experiment} />
      </Section>
    ) : null}
    <Section title="Record">
      <Facts facts={recordOf(experiment)} />
    </Section>
  </>
);

const audienceOf = ({ layerKey, layerRange, ...experiment }: Experiment) =>
  [
    ['Eligible', <Json key="targeting" value={experiment.targeting} none="Everybody" />],
    ['Of those, in the experiment', basisPointsText(experiment.allocationBp)],
    ['Layer', <LayerPlace key="layer" layerKey={layerKey} range={layerRange} />],
    ['Market', experiment.market ?? '–'],
    ['Channel', experiment.channel ?? '–'],
    ['Journey', experiment.journey ?? '–'],
    [
      'Assigned by',
      experiment.assignmentSource === 'HASHED'
        ? 'Probity, by hash'
        : 'Another system; its exposures name the variant',
    ],
  ] as const;

const recordOf = (experiment: Experiment) =>
  [
    ['Key', experiment.key],
    ['Created', <Instant key="created" at={experiment.createdAt} />],
    ['Started', <Instant key="started" at={experiment.startedAt} />],
    ['Stopped', <Instant key="stopped" at={experiment.stoppedAt} />],
    ['Version', experiment.version],
    ['Hash of the design', <Mono key="hash" text={experiment.designHash} />],
    ['Seed', <Mono key="seed" text={experiment.seed} />],
  ] as const;

const Mono = ({ text }: { text: string | null }) =>
  text === null ? '–' : <code style={{ fontFamily: MONOSPACE, fontSize: '0.8125rem' }}>{text}</code>;
