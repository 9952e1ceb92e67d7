import { Box, Typography } from '@mui/material';
import { Json } from '../fields/Json';
import { basisPointsText } from '../fields/numbers';
import { Tag } from '../fields/StatusChip';
import { type DataColumn, DataTable } from '../layout/DataTable';
import type { Variant } from './experiment';

const COLUMNS: readonly DataColumn<Variant>[] = [
  {
    label: 'Variant',
    render: ({ key, name, isControl }) => (
      <>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          <strong>{name}</strong>
          {isControl ? <Tag tone="neutral">Control</Tag> : null}
        </Box>
        {key === name ? null : (
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {key}
          </Typography>
        )}
      </>
    ),
  },
  { label: 'Share', align: 'right', render: ({ weightBp }) => basisPointsText(weightBp) },
  { label: 'Model version', render: ({ modelVersionId }) => modelVersionId ?? '–' },
  { label: 'Payload', render: ({ payload }) => <Json value={payload} /> },
];

export const VariantTable = ({ variants }: { variants: readonly Variant[] }) => (
  <DataTable caption="Variants" columns={COLUMNS} rows={variants} keyOf={({ key }) => key} />
);
