import { Tag } from '../fields/StatusChip';
import type { HoldoutState } from '../generated/graphql';
import { STATES } from './holdout';

export const HoldoutChip = ({ status }: { status: HoldoutState }) => (
  <Tag tone={STATES[status].tone}>{STATES[status].label}</Tag>
);
