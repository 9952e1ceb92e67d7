import { Facts } from '../fields/Facts';
import { Instant } from '../fields/Ago';
import { ROLE_WORDS } from '../keys/roles';
import { Page } from '../layout/Page';
import { Section } from '../layout/Section';
import { Trouble } from '../layout/Trouble';
import { Waiting } from '../layout/Waiting';
import { asApiError } from '../providers/errors';
import { PasswordSection } from './PasswordSection';
import { TotpSection } from './TotpSection';
import { type Account, useAccount } from './useAccount';

/** What the reader may do here, and how they sign in. */
export function AccountPage() {
  const { data, error } = useAccount();
  if (!data) {
    return (
      <Page title="My account">
        {error ? <Trouble explanation={asApiError(error).explanation} /> : <Waiting />}
      </Page>
    );
  }
  return (
    <Page title="My account" lead={data.email ?? 'Signed in by a link, without an account.'}>
      <Section title="Who you are here">
        <Facts facts={factsOf(data)} />
      </Section>
      {data.email === null ? null : (
        <>
          <PasswordSection account={data} />
          {/* Codes go with a password; who signs in elsewhere has theirs there. */}
          {data.hasPassword || data.hasTotp ? <TotpSection account={data} /> : null}
        </>
      )}
    </Page>
  );
}

const factsOf = ({ name, email, roles, teams, markets, authenticatedAt }: Account) =>
  [
    ['Name', name],
    ['E-mail address', email ?? 'None: you are signed in by a link'],
    ['Roles', roles.map(role => ROLE_WORDS[role]?.name ?? role).join(', ')],
    ['Teams', teams.join(', ') || 'None'],
    ['Markets', markets === null ? 'All' : markets.join(', ')],
    ['Last proved who you are', <Instant key="proved" at={authenticatedAt} />],
  ] as const;
