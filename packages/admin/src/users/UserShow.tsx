import { Stack } from '@mui/material';
import { useParams } from 'react-router-dom';
import { AuditTimeline } from '../audit/AuditTimeline';
import { Instant } from '../fields/Ago';
import { Facts } from '../fields/Facts';
import { Allowed } from '../layout/Allowed';
import { Page } from '../layout/Page';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { useWhole } from '../providers/useWhole';
import { AccessButtons } from './AccessButtons';
import { AmendButton } from './AmendButton';
import { ReinviteButton } from './ReinviteButton';
import { type User, rolesText } from './user';
import { UserTag } from './UserTag';

export function UserShow() {
  const { id = '' } = useParams();
  const { data, error } = useWhole<User>('users', id);
  if (!data) {
    return (
      <Page title="Person">
        {error ? <Trouble explanation={asApiError(error).explanation} /> : <Waiting />}
      </Page>
    );
  }
  return (
    <Page
      title={data.name}
      badge={<UserTag status={data.status} />}
      lead={data.email}
      actions={
        <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
          <AmendButton user={data} />
          <ReinviteButton user={data} />
          <AccessButtons user={data} />
        </Stack>
      }
    >
      <Section title="What they may do">
        <Facts
          facts={[
            ['Roles', rolesText(data.roles)],
            ['Teams', data.teams.join(', ') || 'None'],
          ]}
        />
      </Section>
      <Section title="How they sign in">
        <Facts facts={signInOf(data)} />
      </Section>
      <Allowed action="list" resource="audit">
        <AuditTimeline subjectType="User" subjectId={data.id} />
      </Allowed>
    </Page>
  );
}

const signInOf = (user: User) =>
  [
    ['Password', user.hasPassword ? 'Set' : 'None'],
    ['Single sign-on', user.hasSingleSignOn ? 'At the identity provider' : 'Not used'],
    ['One-time codes', user.hasTotp ? 'Set up' : 'Not set up'],
    ['Invited', <Instant key="invited" at={user.invitedAt} />],
    ['Invitation ends', <Instant key="ends" at={user.invitationExpiresAt} none="There is none" />],
    ['Accepted', <Instant key="accepted" at={user.acceptedAt} none="Not yet" />],
    ['Disabled', <Instant key="disabled" at={user.disabledAt} none="No" />],
  ] as const;
