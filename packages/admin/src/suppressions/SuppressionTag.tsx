import { Tag } from '../fields/StatusChip';
import { type Suppression, stateOf } from './suppression';

export const SuppressionTag = ({ of }: { of: Suppression }) => (
  <Tag tone={stateOf(of).tone}>{stateOf(of).label}</Tag>
);
