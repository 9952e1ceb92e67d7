import { Instant } from '../fields/Ago';
import { basisPointsText } from '../fields/numbers';
import { type DataColumn, DataTable } from '../layout/DataTable';
import type { Holdout } from './holdout';

type Size = Holdout['sizes'][number];

const COLUMNS: readonly DataColumn<Size>[] = [
  { label: 'Size', render: ({ sizeBp }) => basisPointsText(sizeBp) },
  { label: 'From', render: ({ from }) => <Instant at={from} /> },
  { label: 'Why', render: ({ reason }) => (reason === 'opened' ? 'First size' : reason) },
];

/** The sizes that a holdout has had. */
export const SizeTable = ({ sizes }: { sizes: readonly Size[] }) => (
  <DataTable caption="Sizes" columns={COLUMNS} rows={sizes} keyOf={({ from }) => from} />
);
