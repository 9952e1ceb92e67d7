import { Tag } from '../fields/StatusChip';
import type { Layer } from './layer';

export const LayerTag = ({ layer: { archivedAt } }: { layer: Pick<Layer, 'archivedAt'> }) =>
  archivedAt === null ? <Tag tone="success">In use</Tag> : <Tag tone="neutral">Archived</Tag>;
