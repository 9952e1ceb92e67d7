import { Button } from '@mui/material';
import { SelectArrayInput, SelectInput } from 'react-admin';
import { Link } from 'react-router-dom';
import { Ago } from '../fields/Ago';
import { NameAndKey } from '../fields/NameAndKey';
import { basisPointsText, countText } from '../fields/numbers';
import { Allowed } from '../layout/Allowed';
import { Empty } from '../layout/Empty';
import { Filters, SearchField } from '../layout/Filters';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';
import { Contaminated } from './Contaminated';
import { type HoldoutRow, SCOPE_CHOICES, STATE_CHOICES, scopeText } from './holdout';
import { HoldoutChip } from './HoldoutChip';

const COLUMNS: readonly RecordColumn<HoldoutRow>[] = [
  { label: 'Holdout', sort: 'name', render: row => <NameAndKey of={row} resource="holdouts" /> },
  { label: 'Status', sort: 'status', render: ({ status }) => <HoldoutChip status={status} /> },
  { label: 'Kept out of', render: scopeText },
  { label: 'Size', align: 'right', render: ({ sizeBp }) => basisPointsText(sizeBp) },
  { label: 'Members so far', align: 'right', render: ({ count }) => countText(count.members) },
  {
    label: 'Contaminated',
    align: 'right',
    render: ({ count }) => <Contaminated members={count.contaminatedMembers} />,
  },
  { label: 'Opened', sort: 'startedAt', render: ({ openedAt }) => <Ago at={openedAt} /> },
];

export const HoldoutList = () => (
  <ListPage
    title="Holdouts"
    lead="Recipients kept out of experiments for months, so that the effect of all of them together can be measured."
    sort={{ field: 'startedAt', order: 'DESC' }}
    actions={<OpenLink />}
    filters={
      <Filters>
        <SearchField placeholder="Key or name" />
        <SelectArrayInput source="status" label="Status" choices={STATE_CHOICES} helperText={false} />
        <SelectInput source="scope" label="Kept out of" choices={SCOPE_CHOICES} helperText={false} />
      </Filters>
    }
    table={<RecordTable caption="Holdouts" columns={COLUMNS} />}
    noMatch={
      <Empty title="No holdout matches these filters">Search for another word, or clear the filters.</Empty>
    }
    empty={
      <Empty title="No holdouts yet" action={<OpenLink />}>
        A holdout keeps a few percent of recipients on what they got before, for months. Against them you see
        what all your experiments together are worth, which no single experiment can tell.
      </Empty>
    }
  />
);

const OpenLink = () => (
  <Allowed action="create" resource="holdouts">
    <Button variant="contained" component={Link} to="/holdouts/create">
      Open holdout
    </Button>
  </Allowed>
);
