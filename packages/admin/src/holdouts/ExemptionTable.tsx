import { type DataColumn, DataTable } from '../layout/DataTable';
import { CATEGORY_WORDS, type Holdout } from './holdout';

type Exemption = Holdout['exemptions'][number];

const COLUMNS: readonly DataColumn<Exemption>[] = [
  { label: 'Messages', render: ({ category }) => CATEGORY_WORDS[category] },
  { label: 'Why they must be sent', render: ({ reason }) => reason },
];

export const ExemptionTable = ({ exemptions }: { exemptions: readonly Exemption[] }) => (
  <DataTable caption="Exemptions" columns={COLUMNS} rows={exemptions} keyOf={({ category }) => category} />
);
