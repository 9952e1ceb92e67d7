import { Box, Typography } from '@mui/material';
import { Ago } from '../fields/Ago';
import { Tag } from '../fields/StatusChip';
import { useNow } from '../fields/time';
import type { ApiKeyStatus, KeyRowFragment } from '../generated/graphql';
import { expiresSoon, overlapOf } from './lifetimes';

const STATES = {
  ACTIVE: { name: 'Works', tone: 'success' },
  EXPIRED: { name: 'Expired', tone: 'neutral' },
  REVOKED: { name: 'Revoked', tone: 'error' },
  UNUSED: { name: 'Unused for 90 days', tone: 'neutral' },
} as const;

export const STATUS_CHOICES = (Object.keys(STATES) as ApiKeyStatus[]).map(id => ({
  id,
  name: STATES[id].name,
}));

/** Whether a key works, and what will end soon. */
export function KeyTag({ apiKey }: { apiKey: KeyRowFragment }) {
  const now = useNow();
  const overlap = overlapOf(apiKey, now);
  const { name, tone } = STATES[apiKey.status];
  return (
    <Box sx={{ display: 'inline-flex', flexDirection: 'column', alignItems: 'flex-start', gap: 0.5 }}>
      {expiresSoon(apiKey, now) ? <Tag tone="warning">Expires soon</Tag> : <Tag tone={tone}>{name}</Tag>}
      {overlap ? (
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          Old secret ends <Ago at={overlap} />
        </Typography>
      ) : null}
    </Box>
  );
}
