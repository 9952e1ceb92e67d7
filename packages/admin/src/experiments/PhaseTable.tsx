import { Instant } from '../fields/Ago';
import { Json } from '../fields/Json';
import { basisPointsText } from '../fields/numbers';
import { type DataColumn, DataTable } from '../layout/DataTable';
import type { Experiment } from './experiment';

type Phase = Experiment['phases'][number];

const columnsFor = (nameOf: (key: string) => string): DataColumn<Phase>[] => [
  { label: 'Phase', render: ({ number }) => number },
  { label: 'From', render: ({ startedAt }) => <Instant at={startedAt} /> },
  { label: 'To', render: ({ endedAt }) => <Instant at={endedAt} none="now" /> },
  { label: 'In the experiment', align: 'right', render: ({ allocationBp }) => basisPointsText(allocationBp) },
  {
    label: 'Shares',
    render: ({ weights }) =>
      weights.map(({ variantKey, weightBp }) => (
        <div key={variantKey} style={{ whiteSpace: 'nowrap' }}>
          {nameOf(variantKey)} {basisPointsText(weightBp)}
        </div>
      )),
  },
  { label: 'Eligible', render: ({ targeting }) => <Json value={targeting} none="Everybody" /> },
  { label: 'Why', render: ({ reason }) => (reason === 'start' ? 'First phase' : reason) },
];

/** The stretches of an experiment. Each is analysed by itself. */
export function PhaseTable({ experiment: { phases, variants } }: { experiment: Experiment }) {
  const nameOf = (key: string) => variants.find(variant => variant.key === key)?.name ?? key;
  return (
    <DataTable caption="Phases" columns={columnsFor(nameOf)} rows={phases} keyOf={({ number }) => number} />
  );
}
