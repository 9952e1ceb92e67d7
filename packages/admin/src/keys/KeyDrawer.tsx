import { Box, Button, Chip, Drawer, Stack, Typography } from '@mui/material';
import { useId } from 'react';
import { AuditTimeline } from '../audit/AuditTimeline';
import { Ago, Instant } from '../fields/Ago';
import { Facts } from '../fields/Facts';
import type { KeyRowFragment } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { MONOSPACE } from '../layout/theme';
import { KeyTag } from './KeyTag';
import { ROLE_WORDS } from './roles';

interface Props {
  readonly apiKey: KeyRowFragment;
  readonly onClose: () => void;
}

/** One key: what it is limited to, and what happened to it. */
export function KeyDrawer({ apiKey, onClose }: Props) {
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      // The app bar lies over other drawers, so that the menu opens below it.
      sx={{ zIndex: 'modal' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': id,
          sx: { width: { xs: '100%', sm: 560 } },
        },
      }}
    >
      <Box sx={{ p: { xs: 2, sm: 3 } }}>
        <Stack
          direction="row"
          sx={{ gap: 2, mb: 2.5, justifyContent: 'space-between', alignItems: 'flex-start' }}
        >
          <Box sx={{ minWidth: 0 }}>
            <Typography variant="h2" id={id} sx={{ overflowWrap: 'anywhere', mb: 0.75 }}>
              {apiKey.name}
            </Typography>
            <KeyTag apiKey={apiKey} />
          </Box>
          <Button color="secondary" onClick={onClose}>
            Close
          </Button>
        </Stack>
        <Facts facts={factsOf(apiKey)} />
        <Box sx={{ mt: 3 }}>
          <Allowed action="list" resource="audit">
            <AuditTimeline subjectType="ApiKey" subjectId={apiKey.id} />
          </Allowed>
        </Box>
      </Box>
    </Drawer>
  );
}

const factsOf = (key: KeyRowFragment) =>
  [
    [
      'Begins with',
      <Box key="prefix" component="span" sx={{ fontFamily: MONOSPACE, fontSize: '0.875rem' }}>
        {key.prefix}…
      </Box>,
    ],
    ['Role', ROLE_WORDS[key.role]?.name ?? key.role],
    ['Operations', <Limit key="operations" names={key.operations} none="All that its role may" />],
    ['Markets', <Limit key="markets" names={key.markets} none="All" />],
    ['Addresses', <Limit key="addresses" names={key.addresses} none="All" />],
    ['Last used', <Ago key="used" at={key.lastUsedAt} none="Never" />],
    ['Made', <Instant key="made" at={key.createdAt} />],
    ['Rotated', <Instant key="rotated" at={key.rotatedAt} none="Never" />],
    ['Old secret works until', <Instant key="previous" at={key.previousExpiresAt} none="There is none" />],
    ['Expires', <Instant key="expires" at={key.expiresAt} none="Never" />],
    ['Revoked', <Instant key="revoked" at={key.revokedAt} none="No" />],
  ] as const;

const Limit = ({ names, none }: { names: readonly string[] | null; none: string }) =>
  names === null ? (
    none
  ) : (
    <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap' }}>
      {names.map(name => (
        <Chip key={name} label={name} size="small" variant="outlined" />
      ))}
    </Box>
  );
