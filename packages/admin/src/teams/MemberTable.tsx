import { Link as MuiLink, Typography } from '@mui/material';
import { useGetList } from 'ra-core';
import { Link } from 'react-router-dom';
import { type DataColumn, DataTable } from '../layout/DataTable';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { type User, rolesText } from '../users/user';
import { UserTag } from '../users/UserTag';
import type { Team } from './team';

const COLUMNS: readonly DataColumn<User>[] = [
  {
    label: 'Person',
    render: ({ id, name }) => (
      <MuiLink component={Link} to={`/users/${id}/show`}>
        {name}
      </MuiLink>
    ),
  },
  { label: 'State', render: ({ status }) => <UserTag status={status} /> },
  { label: 'Roles', render: ({ roles }) => rolesText(roles) },
];

const MOST_SHOWN = 100;

/** Who is in a team. */
export function MemberTable({ team: { key } }: { team: Team }) {
  const {
    data = [],
    total = 0,
    error,
    isPending,
  } = useGetList<User>('users', {
    filter: { team: key },
    pagination: { page: 1, perPage: MOST_SHOWN },
    sort: { field: 'name', order: 'ASC' },
  });
  const more = total > MOST_SHOWN ? `The first ${MOST_SHOWN} of ${total}.` : undefined;
  return (
    <Section title="Members" isFlush={data.length > 0} note={more}>
      {error ? (
        <Trouble explanation={asApiError(error).explanation} />
      ) : isPending ? (
        <Waiting />
      ) : data.length === 0 ? (
        <Typography>Nobody yet. Put people into it where they are changed.</Typography>
      ) : (
        <DataTable caption="Members" columns={COLUMNS} rows={data} keyOf={({ id }) => id} />
      )}
    </Section>
  );
}
