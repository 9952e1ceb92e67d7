import { Box, Button, Link as MuiLink, Stack, Typography } from '@mui/material';
import { SelectArrayInput, SelectInput } from 'react-admin';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Ago } from '../fields/Ago';
import type { KeyRowFragment } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { Empty } from '../layout/Empty';
import { Filters, SearchField } from '../layout/Filters';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';
import { MONOSPACE } from '../layout/theme';
import { KeyDrawer } from './KeyDrawer';
import { KeyTag, STATUS_CHOICES } from './KeyTag';
import { RevokeButton } from './RevokeButton';
import { ROLE_WORDS } from './roles';
import { RotateButton } from './RotateButton';

const ROLE_CHOICES = Object.entries(ROLE_WORDS).map(([id, { name }]) => ({ id, name }));

const COLUMNS: readonly RecordColumn<KeyRowFragment>[] = [
  { label: 'Key', sort: 'name', render: row => <NameAndPrefix row={row} /> },
  { label: 'Role', sort: 'role', render: ({ role }) => ROLE_WORDS[role]?.name ?? role },
  { label: 'State', render: row => <KeyTag apiKey={row} /> },
  { label: 'Last used', render: ({ lastUsedAt }) => <Ago at={lastUsedAt} none="never" /> },
  { label: 'Expires', render: ({ expiresAt }) => <Ago at={expiresAt} none="never" /> },
  { label: 'Made', sort: 'createdAt', isMinor: true, render: ({ createdAt }) => <Ago at={createdAt} /> },
  { label: 'Actions', align: 'right', render: row => <Actions row={row} /> },
];

export const KeyList = () => (
  <ListPage
    title="API keys"
    lead="By these, machines sign their requests. The secret of a key is shown once, when it is made, and never stored."
    sort={{ field: 'createdAt', order: 'DESC' }}
    actions={<MakeLink />}
    filters={
      <Filters>
        <SearchField placeholder="What it is for" />
        <SelectInput source="role" label="Role" choices={ROLE_CHOICES} helperText={false} />
        <SelectArrayInput source="status" label="State" choices={STATUS_CHOICES} helperText={false} />
      </Filters>
    }
    table={<RecordTable caption="API keys" columns={COLUMNS} />}
    noMatch={
      <Empty title="No key matches these filters">Search for another word, or clear the filters.</Empty>
    }
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

/** The name shows what the key is limited to, and its history. */
function NameAndPrefix({ row }: { row: KeyRowFragment }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Box sx={{ minWidth: { sm: 160 } }}>
      <MuiLink
        component="button"
        type="button"
        underline="hover"
        onClick={() => setOpen(true)}
        sx={{ fontWeight: 600, py: 0.25, textAlign: 'left', fontSize: 'inherit' }}
      >
        {row.name}
      </MuiLink>
      <Typography variant="caption" component="div" sx={{ color: 'text.secondary', fontFamily: MONOSPACE }}>
        {row.prefix}…
      </Typography>
      {isOpen ? <KeyDrawer apiKey={row} onClose={() => setOpen(false)} /> : null}
    </Box>
  );
}

const Actions = ({ row }: { row: KeyRowFragment }) => (
  <Stack direction="row" sx={{ gap: 1, justifyContent: { sm: 'flex-end' } }}>
    <RotateButton apiKey={row} />
    <RevokeButton apiKey={row} />
  </Stack>
);
