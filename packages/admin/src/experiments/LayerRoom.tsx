import { Box, Typography } from '@mui/material';
import { useGetOne } from 'ra-core';
import { basisPointsText } from '../fields/numbers';
import type { Layer } from '../layers/layer';
import { RangeBar } from '../layers/RangeBar';

/** Who has which range of a layer, and how much of it is free; nothing until it is read. */
export function LayerRoom({ layerKey }: { layerKey: string }) {
  const { data: layer } = useGetOne<Layer>('layers', { id: layerKey });
  if (!layer) return null;
  return (
    <Box sx={{ my: 1.5 }}>
      <RangeBar label={layer.name} shares={layer.ranges} />
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
        {basisPointsText(layer.freeBp)} of the layer is free.
      </Typography>
    </Box>
  );
}
