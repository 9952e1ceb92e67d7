import { SelectArrayInput, SelectInput } from 'react-admin';
import { Ago } from '../fields/Ago';
import { Empty } from '../layout/Empty';
import { Filters } from '../layout/Filters';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';
import { LookUp } from './LookUp';
import { Reach } from './Reach';
import { SuppressButton } from './SuppressButton';
import { SuppressionTag } from './SuppressionTag';
import {
  REASONS,
  REASON_CHOICES,
  SCOPE_CHOICES,
  SOURCES,
  STATE_CHOICES,
  type Suppression,
} from './suppression';

const COLUMNS: readonly RecordColumn<Suppression>[] = [
  { label: 'Who', render: row => <Reach suppression={row} /> },
  { label: 'Why', sort: 'kind', render: ({ reason }) => REASONS[reason] },
  { label: 'Now', render: row => <SuppressionTag of={row} /> },
  { label: 'Since', sort: 'at', render: ({ since }) => <Ago at={since} /> },
  { label: 'Until', render: ({ until }) => <Ago at={until} none="For good" /> },
  { label: 'Told', isMinor: true, render: ({ source }) => SOURCES[source] },
  { label: 'Known', sort: 'createdAt', isMinor: true, render: ({ recordedAt }) => <Ago at={recordedAt} /> },
];

export const SuppressionList = () => (
  <ListPage
    title="Suppressions"
    lead="Who must not be written to, and why. Complaints, hard bounces and unsubscriptions add to it by themselves."
    sort={{ field: 'createdAt', order: 'DESC' }}
    actions={<SuppressButton />}
    filters={
      <>
        <LookUp />
        <Filters>
          <SelectArrayInput source="reason" label="Why" choices={REASON_CHOICES} helperText={false} />
          <SelectInput source="scope" label="How far" choices={SCOPE_CHOICES} helperText={false} />
          <SelectInput source="isActive" label="Now" choices={STATE_CHOICES} helperText={false} />
        </Filters>
      </>
    }
    table={<RecordTable caption="Suppressions" columns={COLUMNS} />}
    noMatch={<Empty title="No suppression matches these filters">Choose others, or clear the filters.</Empty>}
    empty={
      <Empty title="Nobody is suppressed">
        As soon as a recipient complains, unsubscribes or cannot be reached for good, they stand here, and
        every decision refuses them. You can also suppress a recipient, or a whole domain, by hand.
      </Empty>
    }
  />
);
