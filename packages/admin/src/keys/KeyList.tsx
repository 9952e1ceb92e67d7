import { Box, Button, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { Ago } from '../fields/Ago';
import { Tag } from '../fields/StatusChip';
import type { KeyRowFragment } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { Empty } from '../layout/Empty';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';
import { MONOSPACE } from '../layout/theme';
import { RevokeButton } from './RevokeButton';
import { ROLE_WORDS } from './roles';

const COLUMNS: readonly RecordColumn<KeyRowFragment>[] = [
  { label: 'Key', sort: 'name', render: row => <NameAndPrefix row={row} /> },
  { label: 'Role', sort: 'role', render: ({ role }) => ROLE_WORDS[role]?.name ?? role },
  { label: 'State', render: row => STATES[stateOf(row, new Date())] },
  { label: 'Last used', render: ({ lastUsedAt }) => <Ago at={lastUsedAt} none="never" /> },
  { label: 'Expires', render: ({ expiresAt }) => <Ago at={expiresAt} none="never" /> },
  { label: 'Made', sort: 'createdAt', isMinor: true, render: ({ createdAt }) => <Ago at={createdAt} /> },
  { label: 'Action', align: 'right', render: row => <RevokeButton apiKey={row} /> },
];

export const KeyList = () => (
  <ListPage
    title="API keys"
    lead="By these, machines sign their requests. The secret of a key is shown once, when it is made, and never stored."
    sort={{ field: 'createdAt', order: 'DESC' }}
    actions={<MakeLink />}
    table={<RecordTable caption="API keys" columns={COLUMNS} />}
    empty={
      <Empty title="No API keys yet" action={<MakeLink />}>
        A model or an email service provider needs a key to ask for assignments and to record what happened.
      </Empty>
    }
  />
);

const MakeLink = () => (
  <Allowed action="create" resource="keys">
    <Button variant="contained" component={Link} to="/keys/create">
      Make API key
    </Button>
  </Allowed>
);

const NameAndPrefix = ({ row: { name, prefix } }: { row: KeyRowFragment }) => (
  <Box sx={{ minWidth: { sm: 160 } }}>
    <Box component="span" sx={{ fontWeight: 600 }}>
      {name}
    </Box>
    <Typography variant="caption" component="div" sx={{ color: 'text.secondary', fontFamily: MONOSPACE }}>
      {prefix}…
    </Typography>
  </Box>
);

const STATES = {
  WORKS: <Tag tone="success">Works</Tag>,
  EXPIRED: <Tag tone="neutral">Expired</Tag>,
  REVOKED: <Tag tone="error">Revoked</Tag>,
} as const;

const stateOf = ({ revokedAt, expiresAt }: KeyRowFragment, now: Date): keyof typeof STATES => {
  if (revokedAt !== null) return 'REVOKED';
  return expiresAt !== null && new Date(expiresAt) <= now ? 'EXPIRED' : 'WORKS';
};
