import { Tag } from '../fields/StatusChip';
import type { Team } from './team';

export const TeamTag = ({ archivedAt }: Pick<Team, 'archivedAt'>) =>
  archivedAt === null ? <Tag tone="success">In use</Tag> : <Tag tone="neutral">Put away</Tag>;
