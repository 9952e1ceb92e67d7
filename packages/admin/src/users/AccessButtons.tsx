import { Typography } from '@mui/material';
import { DisableUserDocument, EnableUserDocument, ResetUserTotpDocument } from '../generated/graphql';
import { Allowed } from '../layout/Allowed';
import { AskFirst } from '../layout/AskFirst';
import { request } from '../providers/client';
import type { User } from './user';

/** What takes the way in from a person, or gives it back. */
export const AccessButtons = ({ user }: { user: User }) => (
  <>
    {user.hasTotp ? <ResetTotpButton user={user} /> : null}
    {user.status === 'DISABLED' ? <EnableButton user={user} /> : <DisableButton user={user} />}
  </>
);

const DisableButton = ({ user: { id, version, name } }: { user: User }) => (
  <Allowed action="disable" resource="users">
    <AskFirst
      label="Disable"
      tone="error"
      title={`Disable ${name}?`}
      confirm="Disable"
      done={`${name} is disabled.`}
      act={() => request(DisableUserDocument, { id, version })}
    >
      <Typography>
        Every session of {name} is over within 5 seconds, and nothing signs them in. It can be undone.
      </Typography>
    </AskFirst>
  </Allowed>
);

const EnableButton = ({ user: { id, version, name } }: { user: User }) => (
  <Allowed action="enable" resource="users">
    <AskFirst
      label="Enable"
      title={`Enable ${name}?`}
      confirm="Enable"
      done={`${name} can sign in again.`}
      act={() => request(EnableUserDocument, { id, version })}
    >
      <Typography>{name} can sign in again, in the roles that they had.</Typography>
    </AskFirst>
  </Allowed>
);

const ResetTotpButton = ({ user: { id, name } }: { user: User }) => (
  <Allowed action="resetTotp" resource="users">
    <AskFirst
      label="Take codes away"
      tone="secondary"
      title={`Take the one-time codes of ${name} away?`}
      confirm="Take codes away"
      done="The codes are taken away."
      act={() => request(ResetUserTotpDocument, { id })}
    >
      <Typography>
        For who has lost the telephone and the recovery codes. Be sure that it is {name} who asks: the
        password alone signs in then. Their sessions are over.
      </Typography>
    </AskFirst>
  </Allowed>
);
