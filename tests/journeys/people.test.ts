import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disableUser } from '../../packages/api/src/access/index.js';
import { BELIEVED_MS } from '../../packages/api/src/access/authentication.js';
import { doorsOf } from '../../packages/api/src/doors.js';
import type { DomainError } from '../../packages/api/src/kernel/errors.js';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { lockWaiters } from '../support/lock-waiters.js';
import {
  INVITE,
  PASSWORD,
  accept,
  followLink,
  invite,
  newEmail,
  personIn,
  signInWithPassword,
  welcomeOf,
} from '../support/people.js';
import { connectionTo, insertAudit, rowsOf } from '../support/rows.js';

let house: House;
let beside: House;

beforeAll(async () => {
  house = await openHouse();
  beside = await openHouse({ beside: house });
});

afterAll(async () => {
  await beside.close();
  await house.close();
});

const VERIFIED_ANEW_MS = BELIEVED_MS + 1;
const DAY_MS = 24 * 60 * 60_000;
const WEEK_MS = 7 * DAY_MS;

const advance = (ms: number) => {
  house.advance(ms);
  beside.advance(ms);
};
/** The same browser, speaking to the other process. */
const elsewhere = ({ cookie }: { readonly cookie: string }) => new Client(beside.url, { cookie });
/** An administrator whom nobody asks for a cookie. */
const doorsAs = (id: string) =>
  doorsOf(house.application)(
    { type: 'USER', id, name: 'Ada', roles: ['administrator'], authenticatedAt: house.application.now() },
    'test',
  );
const administrator = async () => (await followLink(house)).client;

const AMEND = `mutation ($input: AmendUserInput!) { amendUser(input: $input) { id version roles teams } }`;
const DISABLE = 'mutation ($id: ID!) { disableUser(id: $id) { status disabledAt } }';
const ENABLE = 'mutation ($id: ID!) { enableUser(id: $id) { status } }';
const REINVITE = 'mutation ($id: ID!) { reinviteUser(id: $id) { token } }';
const VIEWER = '{ viewer { id name email roles teams markets hasPassword hasTotp } }';
const define = (client: Client, key: string, markets: readonly string[] | null) =>
  client.ask('mutation ($input: DefineTeamInput!) { defineTeam(input: $input) { key markets } }', {
    input: { key, name: key, markets },
  });

describe('who is invited', () => {
  it('accepts with a password, is signed in, and can sign in again', async () => {
    const { user, token, email } = await invite(house, { roles: ['analyst'] });
    expect(user).toMatchObject({ status: 'INVITED', hasPassword: false });

    const { client, answer } = await accept(house, token);

    expect(answer).toMatchObject({ data: { acceptInvitation: { id: user.id, email, hasPassword: true } } });
    expect(await client.ask(VIEWER)).toEqual({
      id: user.id,
      name: 'Ada',
      email,
      roles: ['analyst'],
      teams: [],
      markets: null,
      hasPassword: true,
      hasTotp: false,
    });
    const again = await signInWithPassword(house, { email: ` ${email.toUpperCase()} ` });
    expect(again.answer).toMatchObject({ data: { signInWithPassword: { id: user.id } } });
  });

  it('accepts once, within seven days', async () => {
    const { token } = await invite(house);
    await accept(house, token);
    const late = await invite(house);
    advance(WEEK_MS);

    const [again, tooLate] = [await accept(house, token), await accept(house, late.token)];

    expect(again.answer).toMatchObject({ errors: [{ extensions: { rule: 'invitation-unknown' } }] });
    expect(tooLate.answer).toMatchObject({ errors: [{ extensions: { rule: 'invitation-expired' } }] });
  });

  it('accepts once, also when the link is followed twice at the same moment', async () => {
    const { token } = await invite(house);

    const all = await Promise.all([accept(house, token), accept(house, token), accept(house, token)]);

    expect(all.filter(({ cookie }) => cookie !== '')).toHaveLength(1);
  });

  it('is refused a password that is too short, and may try another', async () => {
    const { token } = await invite(house);

    const { answer } = await accept(house, token, 'short');

    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'password' } }] });
    expect((await accept(house, token)).cookie).not.toBe('');
  });

  it('again, has a new link, and the one of before opens nothing', async () => {
    const { user, token } = await invite(house);

    const second = await (await administrator()).ask<{ token: string }>(REINVITE, { id: user.id });

    expect((await accept(house, token)).answer).toMatchObject({
      errors: [{ extensions: { rule: 'invitation-unknown' } }],
    });
    expect((await accept(house, second.token)).cookie).not.toBe('');
  });

  it('cannot sign in before they accept', async () => {
    const { email } = await invite(house);

    const { answer } = await signInWithPassword(house, { email });

    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('has an address that nobody else has, however it is spelt', async () => {
    const { email } = await invite(house);

    const refusal = await (await administrator()).refusal(INVITE, {
      input: { email: email.toUpperCase(), name: 'Ben', roles: ['viewer'] },
    });

    expect(refusal).toMatchObject({ code: 'CONFLICT', field: 'email' });
  });

  it('was invited by who may', async () => {
    const { client } = await personIn(house, ['experimenter']);

    const refusal = await client.refusal(INVITE, {
      input: { email: newEmail(), name: 'Ben', roles: ['administrator'] },
    });

    expect(refusal.code).toBe('FORBIDDEN');
  });
});

describe('roles and teams', () => {
  it('that change end the sessions, on another process too', async () => {
    const person = await personIn(house);
    expect(await welcomeOf(elsewhere(person))).toBe('WELCOME');

    await (await administrator()).ask(AMEND, { input: { id: person.id, name: 'Ada', roles: ['viewer'] } });
    advance(VERIFIED_ANEW_MS);

    expect([await welcomeOf(person.client), await welcomeOf(elsewhere(person))]).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
    const { answer } = await signInWithPassword(house, person);
    expect(answer).toMatchObject({ data: { signInWithPassword: { roles: ['viewer'] } } });
  });

  it('that stay leave the sessions alone', async () => {
    const person = await personIn(house);

    await (await administrator()).ask(AMEND, {
      input: { id: person.id, name: 'Ada L.', roles: ['analyst'] },
    });
    advance(VERIFIED_ANEW_MS);

    expect(await person.client.ask('{ viewer { name } }')).toEqual({ name: 'Ada L.' });
  });

  it('limit a person to the markets of the teams, and other markets count at once', async () => {
    const client = await administrator();
    await define(client, 'alps', ['CH', 'AT']);
    const person = await personIn(house, ['experimenter'], ['alps']);
    expect(await person.client.ask('{ viewer { teams markets } }')).toEqual({
      teams: ['alps'],
      markets: ['AT', 'CH'],
    });

    await client.ask('mutation ($input: AmendTeamInput!) { amendTeam(input: $input) { key } }', {
      input: { key: 'alps', name: 'Alps', markets: ['CH'] },
    });
    advance(VERIFIED_ANEW_MS);

    expect(await person.client.ask('{ viewer { markets } }')).toEqual({ markets: ['CH'] });
  });

  it('are not changed by the person who has them', async () => {
    const { id, client } = await personIn(house, ['administrator']);

    const refusal = await client.refusal(AMEND, {
      input: { id, name: 'Ada', roles: ['administrator', 'experimenter'] },
    });

    expect(refusal).toMatchObject({ code: 'RULE_VIOLATED', rule: 'own-roles' });
  });

  it('are those of the version that was seen', async () => {
    const { id } = await personIn(house);
    const client = await administrator();
    const input = { id, name: 'Ada', roles: ['viewer'], version: 2 };
    await client.ask(AMEND, { input });

    expect(await client.refusal(AMEND, { input })).toMatchObject({ code: 'CONFLICT', field: 'version' });
  });

  it('of a team that is not there are refused, and a team with people in it stays', async () => {
    const client = await administrator();
    await define(client, 'nordics', null);
    const { id } = await personIn(house, ['viewer'], ['nordics']);

    expect(
      await client.refusal(AMEND, { input: { id, name: 'Ada', roles: ['viewer'], teams: ['nowhere'] } }),
    ).toMatchObject({ rule: 'unknown-team' });
    expect(await client.refusal('mutation { archiveTeam(key: "nordics") { key } }')).toMatchObject({
      rule: 'team-in-use',
      current: 1,
    });
    await client.ask(AMEND, { input: { id, name: 'Ada', roles: ['viewer'], teams: [] } });
    expect(await client.ask('mutation { archiveTeam(key: "nordics") { key archivedAt } }')).toMatchObject({
      archivedAt: expect.any(String) as string,
    });
  });

  it('never leave the house without an administrator, also when two go at the same moment', async () => {
    const [one, other] = [await personIn(house, ['administrator']), await personIn(house, ['administrator'])];
    const everyone = await (await administrator()).ask<{ items: { id: string }[] }>(
      '{ users(filter: { role: "administrator", status: ACTIVE }, perPage: 100) { items { id } } }',
    );
    for (const { id } of everyone.items.filter(({ id }) => id !== one.id && id !== other.id)) {
      await (await administrator()).ask(DISABLE, { id });
    }

    const holder = await connectionTo(house.databaseUrl);
    await holder.query('begin');
    await holder.query('select from users where id in ($1, $2) for update', [one.id, other.id]);
    const both = Promise.allSettled([
      doorsAs(one.id).change(disableUser, { id: other.id }),
      doorsAs(other.id).change(disableUser, { id: one.id }),
    ]);
    await eventually(async () => expect(await lockWaiters(house.databaseUrl)).toBe(2));
    await holder.query('commit');
    await holder.end();
    const outcomes = await both;

    const refused = outcomes.filter(outcome => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as DomainError).extensions)).toEqual([
      { rule: 'last-administrator' },
    ]);
  });
});

describe('who is disabled', () => {
  it('is out everywhere at once, and cannot sign in', async () => {
    const person = await personIn(house);
    expect(await welcomeOf(elsewhere(person))).toBe('WELCOME');

    await (await administrator()).ask(DISABLE, { id: person.id });
    advance(VERIFIED_ANEW_MS);

    expect([await welcomeOf(person.client), await welcomeOf(elsewhere(person))]).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ]);
    expect((await signInWithPassword(house, person)).cookie).toBe('');
  });

  it('signs in again once enabled, and not with the session of before', async () => {
    const person = await personIn(house);
    const client = await administrator();
    await client.ask(DISABLE, { id: person.id });
    await client.ask(ENABLE, { id: person.id });
    advance(VERIFIED_ANEW_MS);

    expect(await welcomeOf(person.client)).toBe('UNAUTHENTICATED');
    expect(await welcomeOf((await signInWithPassword(house, person)).client)).toBe('WELCOME');
  });

  it('is out also where it was done in the database alone', async () => {
    const person = await personIn(house);
    const client = await connectionTo(house.databaseUrl);
    try {
      await client.query('begin');
      await client.query(`update users set status = 'DISABLED', disabled_at = now() where id = $1`, [
        person.id,
      ]);
      await insertAudit(client, 'User', person.id);
      await client.query('commit');
    } finally {
      await client.end();
    }
    advance(VERIFIED_ANEW_MS);

    expect(await welcomeOf(person.client)).toBe('UNAUTHENTICATED');
  });

  it('does not accept an invitation of before', async () => {
    const { user, token } = await invite(house);
    await (await administrator()).ask(DISABLE, { id: user.id });

    expect((await accept(house, token)).answer).toMatchObject({
      errors: [{ extensions: { rule: 'invitation-unknown' } }],
    });
  });
});

describe('the list of people', () => {
  it('is found by name, address, status, role and team, and sorted', async () => {
    const client = await administrator();
    await define(client, 'iberia', ['ES']);
    const { user, email } = await invite(house, { name: 'Zoe 100%', roles: ['author'], teams: ['iberia'] });
    const find = (filter: object) =>
      client.ask<{ items: { id: string }[]; total: number }>(
        `query ($filter: UserFilter) {
          users(filter: $filter, sort: [{ field: EMAIL }], perPage: 1) { total items { id } }
        }`,
        { filter },
      );

    for (const filter of [{ q: 'oe 100%' }, { q: email }, { role: 'author' }, { team: 'iberia' }]) {
      expect(await find({ status: 'INVITED', ...filter })).toEqual({ total: 1, items: [{ id: user.id }] });
    }
    expect((await find({ q: email, status: 'ACTIVE' })).total).toBe(0);
    expect(await client.ask('query ($id: ID!) { user(id: $id) { email } }', { id: user.id })).toEqual({
      email,
    });
    expect(await client.ask('query ($id: ID!) { user(id: $id) { email } }', { id: 'nobody' })).toBeNull();
    expect(await client.ask('{ team(key: "iberia") { markets } }')).toEqual({ markets: ['ES'] });
    expect(await client.ask('{ teams(filter: { q: "iber", isArchived: false }) { total } }')).toEqual({
      total: 1,
    });
  });

  it('is not for everybody', async () => {
    const { id, client } = await personIn(house, ['experimenter']);

    expect(await client.refusal('{ users { total } }')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await client.refusal('query ($id: ID!) { user(id: $id) { id } }', { id })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await client.refusal('{ teams { total } }')).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('what is kept of people', () => {
  it('holds no password, token, cookie or code, and no address outside the account and what may be erased', async () => {
    const { user, token, email } = await invite(house);
    const { cookie } = await accept(house, token);
    await signInWithPassword(house, { email, password: 'not the password at all' });

    const everything = await rowsOf<{ row: string }>(
      house.databaseUrl,
      `select a::text as row from audit_entries a union all select s::text from sessions s
       union all select t::text from sign_in_attempts t union all select u::text from users u where id <> $1`,
      [user.id],
    );

    const text = JSON.stringify(everything);
    expect(text).toContain('user.accept');
    for (const secret of [PASSWORD, token, cookie.split('=')[1], 'not the password at all', email]) {
      expect(text).not.toContain(secret);
    }
  });

  it('is not all to be seen by the role that reads', async () => {
    const { reader } = house.application.database;

    for (const column of ['password_hash', 'totp_secret', 'recovery_codes', 'invitation_hash', '*']) {
      await expect(reader.query(`select ${column} from users`)).rejects.toThrow(/permission denied/);
    }
  });
});
