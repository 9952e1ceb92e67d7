import { defineTeam } from '../../packages/api/src/access/team.commands.js';
import { readConfig } from '../../packages/api/src/config.js';
import { type House, openHouse } from './house.js';
import { CLIENT, type SignInProvider, openSignInProvider } from './sign-in-provider.js';
import { Visitor } from './visitor.js';

const ROLES = {
  growth: { roles: ['experimenter'], teams: ['emea'] },
  insight: { roles: ['analyst'] },
  approval: { roles: ['reviewer'] },
  platform: { roles: ['administrator'] },
  ghosts: { roles: ['viewer'], teams: ['no-such-team'] },
};

export const ROLES_AND_TEAMS = '{ viewer { email roles teams } }';

type Account = SignInProvider['accounts'][string];

let count = 0;

/** A Probity, and the provider that its people sign in with. */
export class SingleSignOn {
  private constructor(
    readonly provider: SignInProvider,
    readonly house: House,
  ) {}

  static async open(): Promise<SingleSignOn> {
    const provider = await openSignInProvider();
    const house = await openHouse({ config: { oidc: settingsOf(provider) } });
    await provider.serve(house.url);
    const { change } = house.doors('administrator');
    await change(defineTeam, { key: 'emea', name: 'EMEA', markets: ['DE'] });
    return new SingleSignOn(provider, house);
  }

  settings(more: Readonly<Record<string, string>> = {}) {
    return settingsOf(this.provider, more);
  }

  /** Somebody whom the provider knows, and who is in front of the screen. */
  atTheProvider(account: Partial<Account> = {}): { readonly subject: string; readonly email: string } {
    const subject = `subject-${(count += 1)}`;
    const email = `${subject}@example.com`;
    const usual = { email, email_verified: true, name: 'Ada', groups: ['insight'] };
    this.provider.accounts[subject] = { ...usual, ...account };
    this.provider.person = { accountId: subject };
    return { subject, email };
  }

  /** There and back again, as far as a page of Probity. */
  async signIn(visitor = new Visitor(), start = '/auth/oidc/start', at = this.house) {
    const isThere = (next: string) => next === `${at.url}/` || next.includes('/arrived');
    return { visitor, ...(await visitor.follow(`${at.url}${start}`, isThere)) };
  }

  /** As far as the way back, which is not taken yet. */
  async almostBack(change: (url: URL) => void = () => undefined, start = '/auth/oidc/start') {
    const visitor = new Visitor();
    const begun = await visitor.get(`${this.house.url}${start}`);
    const asked = new URL(begun.headers.get('location') ?? '');
    change(asked);
    const { url } = await visitor.follow(asked.href, next => next.includes('/auth/oidc/callback'));
    return { visitor, callback: url };
  }

  async close(): Promise<void> {
    await this.house.close();
    await this.provider.close();
  }
}

const settingsOf = ({ issuer }: SignInProvider, more: Readonly<Record<string, string>> = {}) =>
  readConfig({
    OIDC_NAME: 'Example Inc.',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_ROLES: JSON.stringify(ROLES),
    ...more,
  }).oidc;
