import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import { Box, Link as MuiLink, Typography } from '@mui/material';
import { SelectInput, TextInput } from 'react-admin';
import { Link } from 'react-router-dom';
import { pageOf, subjectText } from '../audit/actions';
import { Ago } from '../fields/Ago';
import { Empty } from '../layout/Empty';
import { Filters } from '../layout/Filters';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';
import { type Alert, KIND_CHOICES, kindWords, timesText } from './alert';

const COLUMNS: readonly RecordColumn<Alert>[] = [
  { label: 'What happened', sort: 'kind', render: ({ kind }) => <What kind={kind} /> },
  { label: 'To what', render: alert => <Subject alert={alert} /> },
  { label: 'First noticed', sort: 'at', render: ({ openedAt }) => <Ago at={openedAt} /> },
  { label: 'How often', align: 'right', render: ({ times }) => timesText(times) },
];

export const AlertList = () => (
  <ListPage
    title="Alerts"
    lead="What somebody should look at, newest first. What happens again to the same thing is counted, and not listed again."
    sort={{ field: 'at', order: 'DESC' }}
    filters={
      <Filters>
        <SelectInput source="kind" label="What happened" choices={KIND_CHOICES} helperText={false} />
        <TextInput source="subjectKey" label="Key of the thing, in full" helperText={false} />
      </Filters>
    }
    table={<RecordTable caption="Alerts" columns={COLUMNS} />}
    noMatch={<Empty title="No alert matches these filters">Choose others, or clear the filters.</Empty>}
    empty={
      <Empty title="Nothing needs a look">
        An alert is raised when something happens that should not, for example when a recipient who is held
        out is shown a variant all the same.
      </Empty>
    }
  />
);

const What = ({ kind }: Pick<Alert, 'kind'>) => (
  <Box sx={{ display: 'flex', gap: 1, minWidth: { sm: 240 } }}>
    <WarningIcon fontSize="small" color="error" aria-hidden="true" sx={{ mt: 0.25 }} />
    <Box>
      <Box component="span" sx={{ fontWeight: 600 }}>
        {kindWords(kind).name}
      </Box>
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
        {kindWords(kind).says}
      </Typography>
    </Box>
  </Box>
);

function Subject({ alert: { subjectType, subjectKey } }: { alert: Alert }) {
  const page = pageOf(subjectType, subjectKey);
  return (
    <Box component="span" sx={{ display: 'inline-block' }}>
      {page ? (
        <MuiLink component={Link} to={page} sx={{ display: 'inline-block', py: 0.25 }}>
          {subjectKey}
        </MuiLink>
      ) : (
        subjectKey
      )}
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
        {subjectText(subjectType)}
      </Typography>
    </Box>
  );
}
