import { Box, Button, Link as MuiLink, Typography } from '@mui/material';
import { SelectInput } from 'react-admin';
import { Link } from 'react-router-dom';
import { Ago } from '../fields/Ago';
import { Allowed } from '../layout/Allowed';
import { Empty } from '../layout/Empty';
import { Filters, SearchField } from '../layout/Filters';
import { ListPage } from '../layout/ListPage';
import { type RecordColumn, RecordTable } from '../layout/RecordTable';
import { PEOPLE_ROLES, type User, rolesText } from './user';
import { STATUS_CHOICES, UserTag } from './UserTag';

const COLUMNS: readonly RecordColumn<User>[] = [
  { label: 'Person', sort: 'name', render: row => <NameAndEmail user={row} /> },
  { label: 'State', sort: 'status', render: ({ status }) => <UserTag status={status} /> },
  { label: 'Roles', render: ({ roles }) => rolesText(roles) },
  { label: 'Teams', isMinor: true, render: ({ teams }) => teams.join(', ') || '–' },
  { label: 'One-time codes', isMinor: true, render: ({ hasTotp }) => (hasTotp ? 'Yes' : 'No') },
  { label: 'Invited', sort: 'createdAt', isMinor: true, render: ({ invitedAt }) => <Ago at={invitedAt} /> },
];

export const UserList = () => (
  <ListPage
    title="People"
    lead="Who may sign in, and what they may do. Changed roles end the sessions of a person within 5 seconds."
    sort={{ field: 'name', order: 'ASC' }}
    actions={<InviteLink />}
    filters={
      <Filters>
        <SearchField placeholder="Name or e-mail address" />
        <SelectInput source="role" label="Role" choices={PEOPLE_ROLES} helperText={false} />
        <SelectInput source="status" label="State" choices={STATUS_CHOICES} helperText={false} />
      </Filters>
    }
    table={<RecordTable caption="People" columns={COLUMNS} />}
    noMatch={
      <Empty title="Nobody matches these filters">Search for another word, or clear the filters.</Empty>
    }
    empty={
      <Empty title="Nobody has an account yet" action={<InviteLink />}>
        Until people are invited, only links of whoever operates Probity sign in. Invite an administrator
        first.
      </Empty>
    }
  />
);

const InviteLink = () => (
  <Allowed action="create" resource="users">
    <Button variant="contained" component={Link} to="/users/create">
      Invite
    </Button>
  </Allowed>
);

const NameAndEmail = ({ user: { id, name, email } }: { user: User }) => (
  <Box sx={{ minWidth: { sm: 180 } }}>
    <MuiLink
      component={Link}
      to={`/users/${id}/show`}
      underline="hover"
      sx={{ fontWeight: 600, display: 'inline-block', py: 0.25 }}
    >
      {name}
    </MuiLink>
    <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
      {email}
    </Typography>
  </Box>
);
