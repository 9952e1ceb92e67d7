import { countText } from '../fields/numbers';
import type { MetricKind } from '../generated/graphql';
import { type DataColumn, DataTable } from '../layout/DataTable';
import type { MetricResult } from './effect';
import type { Measure } from './measure';

type Arm = MetricResult['arms'][number];

const MEAN_WORD: Readonly<Record<MetricKind, string>> = { PROPORTION: 'Share', MEAN: 'Mean', RATIO: 'Ratio' };

interface Props {
  readonly caption: string;
  readonly arms: readonly Arm[];
  readonly kind: MetricKind;
  readonly measure: Measure;
  readonly nameOf: (variantKey: string) => string;
  readonly controlKey: string;
}

/** What was measured in each arm. */
export function ArmTable({ caption, arms, kind, measure, nameOf, controlKey }: Props) {
  const money = kind !== 'PROPORTION' && measure.unit ? `, ${measure.unit}` : '';
  const columns: DataColumn<Arm>[] = [
    {
      label: 'Arm',
      width: '46%',
      render: ({ variantKey }) => `${nameOf(variantKey)}${variantKey === controlKey ? ' (control)' : ''}`,
    },
    { label: 'Recipients', align: 'right', width: '21%', render: ({ units }) => countText(units) },
    {
      label: `${MEAN_WORD[kind]}${money}`,
      align: 'right',
      width: '21%',
      render: ({ mean }) => (mean === null ? '–' : measure.level(mean)),
    },
    {
      label: `Standard deviation${money}`,
      align: 'right',
      width: '12%',
      render: ({ standardDeviation: sd }) => (sd === null ? '–' : measure.spread(sd)),
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={arms} keyOf={({ variantKey }) => variantKey} />;
}
