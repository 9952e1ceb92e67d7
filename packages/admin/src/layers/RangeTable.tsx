import { Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';
import { basisPointsText } from '../fields/numbers';
import { StatusChip } from '../fields/StatusChip';
import { type DataColumn, DataTable } from '../layout/DataTable';
import type { Share } from './layer';
import { type Stretch, boundsText, stretchesOf, widthOf } from './stretches';

const NO_WRAP = { whiteSpace: 'nowrap' } as const;

const COLUMNS: readonly DataColumn<Stretch>[] = [
  { label: 'Experiment', render: ({ share }) => (share ? <ExperimentLink share={share} /> : 'Free') },
  { label: 'Status', render: ({ share }) => (share ? <StatusChip status={share.status} /> : '–') },
  { label: 'Range', render: stretch => <span style={NO_WRAP}>{boundsText(stretch)}</span> },
  { label: 'Share', align: 'right', render: stretch => basisPointsText(widthOf(stretch)) },
];

/** The ranges of a layer as a table, what is free included. */
export const RangeTable = ({ shares }: { shares: readonly Share[] }) => (
  <DataTable caption="Ranges" columns={COLUMNS} rows={stretchesOf(shares)} keyOf={({ fromBp }) => fromBp} />
);

const ExperimentLink = ({ share: { experimentKey } }: { share: Share }) => (
  <MuiLink component={Link} to={`/experiments/${experimentKey}/show`}>
    {experimentKey}
  </MuiLink>
);
