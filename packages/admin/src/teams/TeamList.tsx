import { Button } from '@mui/material';
import { SelectInput } from 'react-admin';
import { Link } from 'react-router-dom';
import { Ago } from '../fields/Ago';
import { NameAndKey } from '../fields/NameAndKey';
import { Allowed } from '../layout/Allowed';
import { Empty } from '../layout/Empty';
import { Filters, SearchField } from '../layout/Filters';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';
import { type Team, marketsText } from './team';
import { TeamTag } from './TeamTag';

const COLUMNS: readonly RecordColumn<Team>[] = [
  { label: 'Team', sort: 'name', render: row => <NameAndKey of={row} resource="teams" /> },
  { label: 'State', render: ({ archivedAt }) => <TeamTag archivedAt={archivedAt} /> },
  { label: 'Markets', render: ({ markets }) => marketsText(markets) },
  { label: 'Defined', sort: 'createdAt', isMinor: true, render: ({ createdAt }) => <Ago at={createdAt} /> },
];

const STATES = [
  { id: false, name: 'In use' },
  { id: true, name: 'Put away' },
];

export const TeamList = () => (
  <ListPage
    title="Teams"
    lead="What people have in common. A team with markets limits its members to what belongs to these markets."
    sort={{ field: 'name', order: 'ASC' }}
    actions={<DefineLink />}
    filters={
      <Filters>
        <SearchField placeholder="Key or name" />
        <SelectInput source="isArchived" label="State" choices={STATES} helperText={false} />
      </Filters>
    }
    table={<RecordTable caption="Teams" columns={COLUMNS} />}
    noMatch={
      <Empty title="No team matches these filters">Search for another word, or clear the filters.</Empty>
    }
    empty={
      <Empty title="No teams yet" action={<DefineLink />}>
        Without teams everybody sees and changes what their roles allow, in every market.
      </Empty>
    }
  />
);

const DefineLink = () => (
  <Allowed action="create" resource="teams">
    <Button variant="contained" component={Link} to="/teams/create">
      Define team
    </Button>
  </Allowed>
);
