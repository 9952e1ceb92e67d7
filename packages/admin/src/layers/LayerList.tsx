import { Button } from '@mui/material';
import { SelectInput } from 'react-admin';
import { Link } from 'react-router-dom';
import { Ago } from '../fields/Ago';
import { NameAndKey } from '../fields/NameAndKey';
import { basisPointsText } from '../fields/numbers';
import { Allowed } from '../layout/Allowed';
import { Empty } from '../layout/Empty';
import { Filters, SearchField } from '../layout/Filters';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';
import type { Layer } from './layer';
import { LayerTag } from './LayerTag';
import { RangeBar } from './RangeBar';

const COLUMNS: readonly RecordColumn<Layer>[] = [
  { label: 'Layer', sort: 'name', render: row => <NameAndKey of={row} resource="layers" /> },
  { label: 'State', render: layer => <LayerTag layer={layer} /> },
  {
    label: 'Ranges',
    isMinor: true,
    render: ({ name, ranges }) => <RangeBar label={name} shares={ranges} isSmall />,
  },
  { label: 'Experiments', align: 'right', render: ({ ranges }) => ranges.length },
  { label: 'Free', align: 'right', render: ({ freeBp }) => basisPointsText(freeBp) },
  { label: 'Defined', sort: 'createdAt', render: ({ createdAt }) => <Ago at={createdAt} /> },
];

const STATES = [
  { id: false, name: 'In use' },
  { id: true, name: 'Archived' },
];

export const LayerList = () => (
  <ListPage
    title="Layers"
    lead="What experiments share so that no recipient is in two of them: each has a range of the layer to itself."
    sort={{ field: 'name', order: 'ASC' }}
    actions={<DefineLink />}
    filters={
      <Filters>
        <SearchField placeholder="Key or name" />
        <SelectInput source="isArchived" label="State" choices={STATES} helperText={false} />
      </Filters>
    }
    table={<RecordTable caption="Layers" columns={COLUMNS} />}
    noMatch={
      <Empty title="No layer matches these filters">Search for another word, or clear the filters.</Empty>
    }
    empty={
      <Empty title="No layers yet" action={<DefineLink />}>
        Experiments that would disturb each other, such as two that write the same subject line, belong in one
        layer: it never gives a recipient to both. Others need none.
      </Empty>
    }
  />
);

const DefineLink = () => (
  <Allowed action="create" resource="layers">
    <Button variant="contained" component={Link} to="/layers/create">
      Define layer
    </Button>
  </Allowed>
);
