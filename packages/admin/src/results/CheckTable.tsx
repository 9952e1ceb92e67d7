import { pValueText } from '../fields/numbers';
import { Tag } from '../fields/StatusChip';
import type { CheckStatus } from '../generated/graphql';
import { type DataColumn, DataTable } from '../layout/DataTable';
import type { Check } from './effect';

const NAMES: Readonly<Record<string, string>> = {
  'sample-ratio': 'Are the arms of the planned sizes?',
  'several-variants': 'Did anybody see several variants?',
};

const STATUS: Readonly<Record<CheckStatus, readonly ['success' | 'warning' | 'error' | 'neutral', string]>> =
  {
    PASSED: ['success', 'Passed'],
    WARNING: ['warning', 'Look at it'],
    FAILED: ['error', 'Failed'],
    NOT_ENOUGH_DATA: ['neutral', 'Too few to tell'],
  };

const COLUMNS: readonly DataColumn<Check>[] = [
  { label: 'Check', render: ({ name }) => NAMES[name] ?? name },
  {
    label: 'Result',
    render: ({ status }) => {
      const [tone, label] = STATUS[status];
      return <Tag tone={tone}>{label}</Tag>;
    },
  },
  { label: 'What it found', render: ({ detail }) => `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.` },
  { label: 'p-value', align: 'right', render: ({ pValue }) => (pValue === null ? '–' : pValueText(pValue)) },
];

/** The checks of the data, before any comparison is believed. */
export const CheckTable = ({ checks }: { checks: readonly Check[] }) => (
  <DataTable caption="Checks of the data" columns={COLUMNS} rows={checks} keyOf={({ name }) => name} />
);
