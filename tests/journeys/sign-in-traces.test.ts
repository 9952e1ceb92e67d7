import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHUT } from '../../packages/api/src/kernel/awaited-database.js';
import { forgetSignInTraces } from '../../packages/api/src/kernel/forgetting.js';
import { sweep, sweepSignInTraces } from '../../packages/api/src/trace-sweep.js';
import { eventually } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { PASSWORD, personIn, signInWithPassword, welcomeOf } from '../support/people.js';
import { connectionTo, rowsOf } from '../support/rows.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(() => house.close());

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TABLES = ['sign_in_attempts', 'totp_uses', 'recovery_code_uses', 'session_uses'] as const;
const WRONG = 'not the password at all';

const forget = (most = 1_000) =>
  forgetSignInTraces(house.application.database, house.application.now(), most);

async function counted(at = house): Promise<Record<string, number>> {
  const counts = TABLES.map(table => `(select count(*)::integer from ${table}) as ${table}`);
  const [row] = await rowsOf<Record<string, number>>(at.databaseUrl, `select ${counts.join(', ')}`);
  return row ?? {};
}

const NOTHING = Object.fromEntries(TABLES.map(table => [table, 0]));

/** So many traces of each kind, of this instant. */
async function leave(at: House, count: number, moment: Date): Promise<void> {
  const client = await connectionTo(at.databaseUrl);
  const id = 'gen_random_uuid()';
  for (const statement of [
    `insert into sign_in_attempts select ${id}, 'TRIED', 'account', 'network', 'address', $1 from generate_series(1, $2)`,
    `insert into totp_uses select ${id}, 1, $1 from generate_series(1, $2)`,
    `insert into recovery_code_uses select ${id}, 'code', $1 from generate_series(1, $2)`,
    `insert into session_uses select ${id}, $1 from generate_series(1, $2)`,
  ])
    await client.query(statement, [moment, count]);
  await client.end();
}

const ago = (at: House, ms: number) => new Date(at.application.now().getTime() - ms);

/** Somebody with one-time codes, who says how they sign in with one. */
async function personWithCodes() {
  const person = await personIn(house);
  const { secret } = await person.client.ask<{ secret: string }>('mutation { enrolTotp { secret uri } }');
  const code = (ms = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: house.application.now().getTime() + ms,
    });
  const { recoveryCodes } = await person.client.ask<{ recoveryCodes: string[] }>(
    'mutation ($code: String!) { confirmTotp(code: $code) { recoveryCodes } }',
    { code: code() },
  );
  const signIn = async (totp: string) => {
    const { answer, client } = await signInWithPassword(house, { email: person.email, totp });
    return { isIn: !('errors' in answer), client };
  };
  return { code, recoveryCodes, signIn };
}

describe('what signing in leaves behind', () => {
  it('is forgotten a day later, by a server that runs, however much it is', async () => {
    const swept = await openHouse({ sweepEveryMs: 20 });
    await leave(swept, 1_100, ago(swept, DAY - MINUTE));
    await leave(swept, 1_100, ago(swept, DAY + MINUTE));

    await eventually(async () =>
      expect(await counted(swept)).toEqual(Object.fromEntries(TABLES.map(table => [table, 1_100]))),
    );
    swept.advance(2 * MINUTE);
    await eventually(async () => expect(await counted(swept)).toEqual(NOTHING));
    await swept.close();
  });

  it('goes a few at a time, the oldest tries first', async () => {
    await leave(house, 5, ago(house, 2 * DAY));
    await leave(house, 5, ago(house, 3 * DAY));

    expect(await forget(5)).toBe(20);

    const [{ oldest } = { oldest: null }] = await rowsOf<{ oldest: Date | null }>(
      house.databaseUrl,
      'select min(at) as oldest from sign_in_attempts',
    );
    expect(oldest?.getTime()).toBeGreaterThan(ago(house, 2.5 * DAY).getTime());
    expect([await forget(), await forget()]).toEqual([20, 0]);
  });

  it('goes on until nothing is left, unless the server stops', async () => {
    await leave(house, 1_100, ago(house, 2 * DAY));

    await sweep(house.application, AbortSignal.abort());
    expect((await counted()).totp_uses).toBeGreaterThanOrEqual(1_100);
    await sweep(house.application, new AbortController().signal);
    expect((await counted()).totp_uses).toBe(0);
  });

  it('does not wait for what somebody else forgets just now', async () => {
    await leave(house, 3, ago(house, 2 * DAY));
    const other = await connectionTo(house.databaseUrl);
    await other.query('begin');
    for (const table of TABLES) await other.query(`select from ${table} for update`);

    expect(await forget()).toBe(0);
    await other.end();
    expect(await forget()).toBe(12);
  });

  it('is deleted by the application in no other way', async () => {
    const client = await connectionTo(house.databaseUrl, 'probity_app');
    for (const table of TABLES)
      await expect(client.query(`delete from ${table}`)).rejects.toThrow('permission denied');
    await client.end();

    const reader = await connectionTo(house.databaseUrl, 'probity_reader');
    await expect(reader.query('select forget_sign_in_traces(now(), 1)')).rejects.toThrow('permission denied');
    await reader.end();
  });

  it('is spoken of in the log when it cannot be forgotten, and not while the database is away', async () => {
    const broken = await openHouse();
    const client = await connectionTo(broken.databaseUrl);
    await client.query('drop function forget_sign_in_traces');
    await client.end();
    const lines: string[] = [];
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (_: object, line: string) => void lines.push(line),
    };
    let asked = 0;
    const now = () => {
      asked += 1;
      return broken.application.now();
    };

    const unheard = sweepSignInTraces({ database: SHUT, now }, log, 20);
    await eventually(async () => expect(asked).toBeGreaterThan(2));
    await unheard.close();
    expect(lines).toEqual([]);

    const refused = sweepSignInTraces({ database: broken.application.database, now }, log, 20);
    await eventually(async () =>
      expect(lines[0]).toBe('what signing in has left behind cannot be forgotten: tables grow'),
    );
    await refused.close();
    await broken.close();
  });
});

describe('what still counts is kept', () => {
  it('a failure, for as long as it keeps somebody waiting', async () => {
    const { email } = await personIn(house);
    for (let tries = 0; tries < 10; tries += 1) {
      house.advance(20_000);
      await signInWithPassword(house, { email, password: WRONG });
    }
    house.advance(10 * MINUTE);
    await forget();

    const { answer } = await signInWithPassword(house, { email, password: PASSWORD });

    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  });

  it('a one-time code, for as long as it is one', async () => {
    const { code, signIn } = await personWithCodes();
    house.advance(5 * MINUTE);
    const used = code();
    expect((await signIn(used)).isIn).toBe(true);
    house.advance(MINUTE / 2);
    await forget();

    expect((await signIn(used)).isIn).toBe(false);
  });

  it('a recovery code, for as long as the account has it', async () => {
    const { code, signIn, recoveryCodes } = await personWithCodes();
    const [used = ''] = recoveryCodes;
    expect((await signIn(used)).isIn).toBe(true);
    house.advance(30 * DAY);
    await forget();

    expect((await signIn(used)).isIn).toBe(false);
    const { client } = await signIn(code());
    expect(await counted()).toMatchObject({ recovery_code_uses: 1 });

    await client.ask('mutation { removeTotp { id } }');
    await forget();
    expect(await counted()).toMatchObject({ recovery_code_uses: 0 });
  });

  it('a session that is in use, and none that is over comes back', async () => {
    const { client } = await personIn(house);
    house.advance(20 * MINUTE);
    expect(await welcomeOf(client)).toBe('WELCOME');
    house.advance(20 * MINUTE);
    await forget();
    expect(await welcomeOf(client)).toBe('WELCOME');

    house.advance(2 * DAY);
    await forget();
    expect(await counted()).toMatchObject({ session_uses: 0 });
    expect(await welcomeOf(client)).toBe('UNAUTHENTICATED');
  });
});
