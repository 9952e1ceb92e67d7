import { Button } from '@mui/material';
import { SelectArrayInput, TextInput } from 'react-admin';
import { Link } from 'react-router-dom';
import { Ago } from '../fields/Ago';
import { NameAndKey } from '../fields/NameAndKey';
import { STATUS_CHOICES, StatusChip } from '../fields/StatusChip';
import type { ExperimentRowFragment } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { Empty } from '../layout/Empty';
import { Filters, SearchField } from '../layout/Filters';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';

const COLUMNS: readonly RecordColumn<ExperimentRowFragment>[] = [
  { label: 'Experiment', sort: 'name', render: row => <NameAndKey of={row} resource="experiments" /> },
  { label: 'Status', sort: 'status', render: ({ status }) => <StatusChip status={status} /> },
  { label: 'Decides by', isMinor: true, render: ({ design }) => design?.primaryMetric ?? '–' },
  { label: 'Where', render: ({ market, channel }) => [market, channel].filter(Boolean).join(' · ') || '–' },
  { label: 'Variants', align: 'right', isMinor: true, render: ({ variants }) => variants.length },
  { label: 'Started', sort: 'startedAt', render: ({ startedAt }) => <Ago at={startedAt} /> },
  { label: 'Created', sort: 'createdAt', isMinor: true, render: ({ createdAt }) => <Ago at={createdAt} /> },
];

export const ExperimentList = () => (
  <ListPage
    title="Experiments"
    lead="Randomised comparisons of what recipients get, each with its analysis registered in advance."
    sort={{ field: 'createdAt', order: 'DESC' }}
    actions={<CreateLink />}
    filters={<ExperimentFilters />}
    table={<RecordTable caption="Experiments" columns={COLUMNS} />}
    noMatch={
      <Empty title="No experiment matches these filters">
        Search for another word, or clear the filters.
      </Empty>
    }
    empty={
      <Empty title="No experiments yet" action={<CreateLink />}>
        An experiment says what is compared, for whom, and how it will be judged. Create one as a draft;
        nobody is assigned until you start it.
      </Empty>
    }
  />
);

const ExperimentFilters = () => (
  <Filters>
    <SearchField placeholder="Key, name or hypothesis" />
    <SelectArrayInput source="status" label="Status" choices={STATUS_CHOICES} helperText={false} />
    <TextInput source="market" label="Market" helperText={false} />
    <TextInput source="channel" label="Channel" helperText={false} />
  </Filters>
);

const CreateLink = () => (
  <Allowed action="create" resource="experiments">
    <Button variant="contained" component={Link} to="/experiments/create">
      Create experiment
    </Button>
  </Allowed>
);
