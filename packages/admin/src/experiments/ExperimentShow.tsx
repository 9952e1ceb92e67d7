import { Box, Button, Tab, Tabs } from '@mui/material';
import { Link, useParams } from 'react-router-dom';
import { AuditTimeline } from '../audit/AuditTimeline';
import { StatusChip } from '../fields/StatusChip';
import { explainPath } from '../explain';
import { Allowed } from '../layout/Allowed';
import { Page } from '../layout/Page';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { ResultsPanel } from '../results/ResultsPanel';
import { ArchiveButton } from './ArchiveButton';
import { DecideButton } from './DecideButton';
import type { Experiment } from './experiment';
import { ExperimentOverview } from './ExperimentOverview';
import { NewPhaseButton } from './NewPhaseButton';
import { PauseButton } from './PauseButton';
import { ResumeButton } from './ResumeButton';
import { StartButton } from './StartButton';
import { StopButton } from './StopButton';

const TABS = { overview: 'Overview', results: 'Results', history: 'History' } as const;
type TabName = keyof typeof TABS;

const isTab = (name: string): name is TabName => name in TABS;

export function ExperimentShow() {
  const { id = '', '*': rest = '' } = useParams();
  const { data, error } = useWhole<Experiment>('experiments', id);
  if (!data) {
    return (
      <Page title={id}>{error ? <Trouble explanation={asApiError(error).explanation} /> : <Waiting />}</Page>
    );
  }
  const tab = isTab(rest) ? rest : 'overview';
  return (
    <Page
      title={data.name}
      badge={<StatusChip status={data.status} />}
      lead={placeOf(data)}
      actions={<Commands experiment={data} />}
    >
      <Tabs
        value={tab}
        aria-label="Parts of the experiment"
        sx={{ mb: 2.5, borderBottom: 1, borderColor: 'divider' }}
      >
        {Object.entries(TABS).map(([name, label]) => (
          <Tab
            key={name}
            value={name}
            label={label}
            id={`tab-${name}`}
            aria-controls="tab-panel"
            component={Link}
            to={`/experiments/${data.key}/show/${name}`}
          />
        ))}
      </Tabs>
      <Box role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
        {tab === 'overview' ? <ExperimentOverview experiment={data} /> : null}
        {tab === 'results' ? <ResultsPanel key={data.phases.length} experiment={data} /> : null}
        {tab === 'history' ? (
          <Allowed action="list" resource="audit" otherwise="Your role does not allow the audit log.">
            <AuditTimeline subjectType="Experiment" subjectKey={data.key} />
          </Allowed>
        ) : null}
      </Box>
    </Page>
  );
}

const placeOf = ({ key, market, channel, journey }: Experiment): string =>
  [key, market, channel, journey].filter(Boolean).join(' · ');

/** What can be done with it now, by its state and the reader's role. */
const Commands = ({ experiment }: { experiment: Experiment }) => (
  <>
    <ExplainLink experiment={experiment} />
    <EditLink experiment={experiment} />
    <ArchiveButton experiment={experiment} />
    <NewPhaseButton experiment={experiment} />
    <PauseButton experiment={experiment} />
    <ResumeButton experiment={experiment} />
    <StopButton experiment={experiment} />
    <DecideButton experiment={experiment} />
    <StartButton experiment={experiment} />
  </>
);

/** A draft has nothing to explain: nobody was ever assigned. */
const ExplainLink = ({ experiment: { key, startedAt } }: { experiment: Experiment }) =>
  startedAt === null ? null : (
    <Allowed action="list" resource="explain">
      <Button component={Link} to={explainPath(key)}>
        Explain
      </Button>
    </Allowed>
  );

const EditLink = ({ experiment: { key, possibleCommands } }: { experiment: Experiment }) =>
  possibleCommands.includes('experiment.amend') ? (
    <Allowed action="edit" resource="experiments">
      <Button variant="outlined" component={Link} to={`/experiments/${key}`}>
        Edit draft
      </Button>
    </Allowed>
  ) : null;
