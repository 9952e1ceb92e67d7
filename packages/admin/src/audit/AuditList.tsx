import { Box, Link as MuiLink, Typography } from '@mui/material';
import { AutocompleteInput, DateInput, SelectInput, TextInput } from 'react-admin';
import { Link } from 'react-router-dom';
import { Instant } from '../fields/Ago';
import type { AuditRowFragment } from '../generated/graphql';
import { Empty } from '../layout/Empty';
import { Filters, WideField } from '../layout/Filters';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';
import { ACTION_CHOICES, SUBJECT_CHOICES, actionText, actorText, subjectText } from './actions';
import { ExportButton } from './ExportButton';
import { OUTCOME_CHOICES, OutcomeTag } from './OutcomeTag';
import { ProofBadge } from './ProofBadge';
import { Told } from './Told';
import { VerifyButton } from './VerifyButton';

const COLUMNS: readonly RecordColumn<AuditRowFragment>[] = [
  { label: 'What happened', render: row => <What row={row} /> },
  { label: 'When', sort: 'at', render: ({ at }) => <Instant at={at} /> },
  { label: 'To what', render: row => <Subject row={row} /> },
  { label: 'By whom', render: row => <Actor row={row} /> },
  { label: 'Outcome', render: ({ outcome }) => <OutcomeTag outcome={outcome} /> },
  { label: 'Proof', render: row => <ProofBadge entry={row} /> },
];

export const AuditList = () => (
  <ListPage
    title="Audit log"
    lead="Every change and every refused attempt, newest first. It is written with the change itself and cannot be edited."
    sort={{ field: 'at', order: 'DESC' }}
    actions={
      <>
        <ExportButton />
        <VerifyButton />
      </>
    }
    filters={
      <Filters isMany>
        <WideField>
          <AutocompleteInput source="action" label="Action" choices={ACTION_CHOICES} helperText={false} />
        </WideField>
        <SelectInput source="outcome" label="Outcome" choices={OUTCOME_CHOICES} helperText={false} />
        <SelectInput
          source="subjectType"
          label="Kind of thing"
          choices={SUBJECT_CHOICES}
          helperText={false}
        />
        <TextInput source="subjectKey" label="Its key, in full" helperText={false} />
        <TextInput source="actorName" label="By whom" helperText={false} />
        <DateInput source="from" label="From" parse={asTyped} helperText={false} />
        <DateInput source="to" label="To" parse={asTyped} helperText={false} />
      </Filters>
    }
    table={<RecordTable caption="Audit log" columns={COLUMNS} />}
    noMatch={<Empty title="No entry matches these filters">Choose other days, or clear the filters.</Empty>}
    empty={<Empty title="Nothing is recorded yet">Every change from now on is listed here.</Empty>}
  />
);

/** A day stays the day that was chosen, in whatever time zone it is read. */
const asTyped = (value: string) => value || null;

const What = ({ row: { id, action, reason } }: { row: AuditRowFragment }) => (
  <Box sx={{ minWidth: { sm: 180 } }}>
    <MuiLink
      component={Link}
      to={`/audit/${id}/show`}
      underline="hover"
      sx={{ fontWeight: 600, display: 'inline-block', py: 0.25 }}
    >
      {actionText(action)}
    </MuiLink>
    {reason ? (
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
        “{reason}”
      </Typography>
    ) : null}
  </Box>
);

const Subject = ({ row: { subjectType, subjectKey } }: { row: AuditRowFragment }) => (
  <Box component="span" sx={{ display: 'inline-block' }}>
    <Told text={subjectKey} />
    <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
      {subjectText(subjectType)}
    </Typography>
  </Box>
);

const Actor = ({ row: { actorName, actorType } }: { row: AuditRowFragment }) => (
  <Box component="span" sx={{ display: 'inline-block' }}>
    <Told text={actorName} />
    <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
      {actorText(actorType)}
    </Typography>
  </Box>
);
