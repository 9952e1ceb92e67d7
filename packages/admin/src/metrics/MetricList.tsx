import { Button } from '@mui/material';
import { SelectInput } from 'react-admin';
import { Link } from 'react-router-dom';
import { Ago } from '../fields/Ago';
import { NameAndKey } from '../fields/NameAndKey';
import { Tag } from '../fields/StatusChip';
import type { MetricWholeFragment } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { Empty } from '../layout/Empty';
import { Filters, SearchField } from '../layout/Filters';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';
import { DIRECTION_WORDS, KIND_CHOICES, KIND_WORDS } from './words';

const COLUMNS: readonly RecordColumn<MetricWholeFragment>[] = [
  { label: 'Metric', sort: 'name', render: row => <NameAndKey of={row} resource="metrics" /> },
  { label: 'Kind', sort: 'kind', render: ({ kind }) => KIND_WORDS[kind].name },
  { label: 'Better', render: ({ direction }) => DIRECTION_WORDS[direction] },
  { label: 'Counts', isMinor: true, render: ({ outcomeTypes }) => outcomeTypes.join(', ') },
  {
    label: 'State',
    render: ({ retiredAt }) =>
      retiredAt ? <Tag tone="neutral">Retired</Tag> : <Tag tone="success">In use</Tag>,
  },
  { label: 'Defined', sort: 'createdAt', isMinor: true, render: ({ createdAt }) => <Ago at={createdAt} /> },
];

const RETIRED = [
  { id: false, name: 'In use' },
  { id: true, name: 'Retired' },
];

export const MetricList = () => (
  <ListPage
    title="Metrics"
    lead="What is measured of each recipient. A metric never changes: retire it and define another."
    sort={{ field: 'name', order: 'ASC' }}
    actions={<DefineLink />}
    filters={
      <Filters>
        <SearchField placeholder="Key, name or description" />
        <SelectInput source="kind" label="Kind" choices={KIND_CHOICES} helperText={false} />
        <SelectInput source="retired" label="State" choices={RETIRED} helperText={false} />
      </Filters>
    }
    table={<RecordTable caption="Metrics" columns={COLUMNS} />}
    noMatch={
      <Empty title="No metric matches these filters">Search for another word, or clear the filters.</Empty>
    }
    empty={
      <Empty title="No metrics yet" action={<DefineLink />}>
        A metric says which outcomes count, such as orders or unsubscribes. Experiments are judged by them, so
        define one before you create an experiment.
      </Empty>
    }
  />
);

const DefineLink = () => (
  <Allowed action="create" resource="metrics">
    <Button variant="contained" component={Link} to="/metrics/create">
      Define metric
    </Button>
  </Allowed>
);
