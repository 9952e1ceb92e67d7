import { Tag } from '../fields/StatusChip';
import type { User } from './user';

export const UserTag = ({ status }: Pick<User, 'status'>) => TAGS[status];

const TAGS = {
  INVITED: <Tag tone="primary">Invited</Tag>,
  ACTIVE: <Tag tone="success">Active</Tag>,
  DISABLED: <Tag tone="error">Disabled</Tag>,
} as const;

export const STATUS_CHOICES = [
  { id: 'ACTIVE', name: 'Active' },
  { id: 'INVITED', name: 'Invited' },
  { id: 'DISABLED', name: 'Disabled' },
];
