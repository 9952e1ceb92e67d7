import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.js';
import { accept, invite, personIn, signInWithPassword, welcomeOf } from '../support/people.js';
import { rowsOf } from '../support/rows.js';
import type { SignInProvider } from '../support/sign-in-provider.js';
import { ROLES_AND_TEAMS, SingleSignOn } from '../support/single-sign-on.js';
import { Visitor } from '../support/visitor.js';

let sso: SingleSignOn;
let house: House;
let provider: SignInProvider;
/** The same Probity, which lets in whoever the provider knows. */
let open: House;

beforeAll(async () => {
  sso = await SingleSignOn.open();
  ({ house, provider } = sso);
});
afterAll(() => sso.close());

const auditOf = (email: string) =>
  rowsOf<{ action: string; actor_type: string; actor_name: string; outcome: string }>(
    house.databaseUrl,
    `select action, actor_type, actor_name, outcome from audit_entries
      where subject_id = (select id from users where email = $1) order by id`,
    [email],
  );

describe('who may come in', () => {
  const refused = async (at = house) => {
    const { status, visitor } = await sso.signIn(new Visitor(), undefined, at);
    expect(visitor.cookie(at.url, 'probity_session')).toBeUndefined();
    return status;
  };

  it('is nobody whom Probity does not know', async () => {
    const { email } = sso.atTheProvider();

    expect(await refused()).toBe(403);
    expect(await rowsOf(house.databaseUrl, 'select from users where email = $1', [email])).toEqual([]);
  });

  it.each([false, undefined])(
    'is nobody by an address of which the provider says verified: %s',
    async said => {
      const { subject, email } = sso.atTheProvider();
      await invite(house, { email });
      provider.accounts[subject] = {
        email,
        name: 'Ada',
        groups: ['insight'],
        ...(said === false && { email_verified: said }),
      };

      expect(await refused()).toBe(403);
    },
  );

  it('is nobody who was disabled', async () => {
    const { email } = sso.atTheProvider();
    const { user } = await invite(house, { email });
    await sso.signIn();
    const { client } = await personIn(house, ['administrator']);
    await client.ask('mutation ($id: ID!) { disableUser(id: $id) { status } }', { id: user.id });

    expect(await refused()).toBe(403);
  });

  it('is the same person under another address, and nobody else under theirs', async () => {
    const { subject, email } = sso.atTheProvider();
    await invite(house, { email });
    await sso.signIn();

    provider.accounts[subject] = { email: 'renamed@example.com', email_verified: true, groups: ['insight'] };
    const renamed = await sso.signIn();
    sso.atTheProvider({ email });

    expect(await renamed.visitor.client(house.url).ask('{ viewer { email } }')).toEqual({ email });
    expect(await refused()).toBe(403);
  });

  it('is somebody with a password too, who goes on having it', async () => {
    const { email } = sso.atTheProvider();
    const { token } = await invite(house, { email });
    await accept(house, token);

    const { status } = await sso.signIn();

    expect(status).toBe(303);
    expect(await welcomeOf((await signInWithPassword(house, { email })).client)).toBe('WELCOME');
  });

  describe('where the provider decides who comes in', () => {
    beforeAll(async () => {
      open = await openHouse({ beside: house, config: { oidc: sso.settings({ OIDC_PROVISION: '1' }) } });
      await provider.serve(open.url);
    });
    afterAll(async () => {
      await provider.serve(house.url);
      await open.close();
    });

    it('is whoever has a group that has a role', async () => {
      const { email } = sso.atTheProvider({ groups: ['growth'] });

      const { status, visitor } = await sso.signIn(new Visitor(), undefined, open);

      expect(status).toBe(303);
      expect(await visitor.client(open.url).ask(ROLES_AND_TEAMS)).toEqual({
        email,
        roles: ['experimenter'],
        teams: ['emea'],
      });
      expect(await auditOf(email)).toMatchObject([
        { action: 'user.provision', actor_name: 'single sign-on' },
      ]);
    });

    it.each([
      ['without an address', { email: undefined }, 'may not sign in'],
      ['without a verified address', { email_verified: false }, 'may not sign in'],
      ['with what is no address', { email: 'somebody' }, 'may not sign in'],
      ['without a group that has a role', { groups: ['a group of others'] }, 'None of your groups'],
      ['with groups that nobody may be in together', { groups: ['platform', 'approval'] }, 'hold together'],
    ])('is nobody %s', async (_name, account, told) => {
      const { email } = sso.atTheProvider(account as object);

      const { status, text } = await sso.signIn(new Visitor(), undefined, open);

      expect({ status, text }).toEqual({ status: 403, text: expect.stringContaining(told) });
      expect(await rowsOf(house.databaseUrl, 'select from users where email = $1', [email])).toEqual([]);
    });
  });
});

describe('groups and roles', () => {
  const member = async (...groups: string[]) => {
    const { subject, email } = sso.atTheProvider({ groups });
    await invite(house, { email });
    const { visitor } = await sso.signIn();
    const move = (...others: string[]) => {
      provider.accounts[subject] = { ...provider.accounts[subject], groups: others };
    };
    return { email, visitor, move };
  };

  it('move together, and sessions of before are over', async () => {
    const { email, visitor, move } = await member('insight');
    move('growth');

    const { visitor: after } = await sso.signIn();
    house.advance(2_500);

    expect(await after.client(house.url).ask(ROLES_AND_TEAMS)).toEqual({
      email,
      roles: ['experimenter'],
      teams: ['emea'],
    });
    expect(await welcomeOf(visitor.client(house.url))).toBe('UNAUTHENTICATED');
  });

  it('leave the session of before where they have not moved', async () => {
    const { visitor } = await member('insight');

    await sso.signIn();
    house.advance(2_500);

    expect(await welcomeOf(visitor.client(house.url))).toBe('WELCOME');
  });

  it('end every session, and let nobody in, once no group has a role', async () => {
    const { visitor, move } = await member('insight');
    move('a group of others');

    const { status, text } = await sso.signIn();
    house.advance(2_500);

    expect(status).toBe(403);
    expect(text).toContain('None of your groups has a role');
    expect(await welcomeOf(visitor.client(house.url))).toBe('UNAUTHENTICATED');
  });

  it('take nothing from somebody who never came by them', async () => {
    const { email } = sso.atTheProvider({ groups: [] });
    const { token } = await invite(house, { email });
    const { client } = await accept(house, token);

    const { status } = await sso.signIn();
    house.advance(2_500);

    expect(status).toBe(403);
    expect(await welcomeOf(client)).toBe('WELCOME');
  });

  it('let nobody in with roles that nobody may hold together', async () => {
    const { email, move } = await member('insight');
    move('platform', 'approval');

    const { status, text } = await sso.signIn();

    expect(status).toBe(403);
    expect(text).toContain('roles that nobody may hold together');
    expect(await rowsOf(house.databaseUrl, 'select roles from users where email = $1', [email])).toEqual([
      { roles: ['analyst'] },
    ]);
  });

  it('let nobody into a team that is not there', async () => {
    const { move } = await member('insight');
    move('ghosts');

    const { status, text } = await sso.signIn();

    expect({ status, text }).toEqual({
      status: 403,
      text: expect.stringContaining('a team that is not there'),
    });
  });

  it('are left to Probity where the configuration says nothing of them', async () => {
    const without = await openHouse({ beside: house, config: { oidc: sso.settings({ OIDC_ROLES: '' }) } });
    await provider.serve(without.url);
    const { email } = sso.atTheProvider({ groups: ['platform'] });
    await invite(house, { email, roles: ['author'] });

    const { visitor } = await sso.signIn(new Visitor(), undefined, without);

    expect(await visitor.client(without.url).ask(ROLES_AND_TEAMS)).toEqual({
      email,
      roles: ['author'],
      teams: [],
    });
    await provider.serve(house.url);
    await without.close();
  });

  it('never take the last administrator away', async () => {
    const alone = await openHouse({ config: { oidc: sso.settings() } });
    await provider.serve(alone.url);
    const { subject, email } = sso.atTheProvider({ groups: ['platform'] });
    await invite(alone, { email, roles: ['administrator'] });
    await sso.signIn(new Visitor(), undefined, alone);
    provider.accounts[subject] = { ...provider.accounts[subject], groups: ['insight'] };

    const { status, text } = await sso.signIn(new Visitor(), undefined, alone);

    expect(status).toBe(403);
    expect(text).toContain('from the last one who has it');
    await provider.serve(house.url);
    await alone.close();
  });
});
