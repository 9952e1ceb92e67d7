import { Secret, TOTP } from 'otpauth';
import * as argon2 from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANONYMOUS } from '../../packages/api/src/access/index.js';
import { BELIEVED_MS } from '../../packages/api/src/access/authentication.js';
import { attemptOf, noteAttempt } from '../../packages/api/src/access/sign-in-attempt.facts.js';
import { proved } from '../../packages/api/src/access/sign-in.js';
import { doorsOf } from '../../packages/api/src/doors.js';
import { FRESH_FOR_MS } from '../../packages/api/src/kernel/fresh-sign-in.js';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { lockWaiters } from '../support/lock-waiters.js';
import {
  INVITE,
  PASSWORD,
  SIGN_IN,
  type Person,
  followLink,
  invite,
  newEmail,
  personIn,
  signInWithPassword,
  welcomeOf,
} from '../support/people.js';
import { connectionTo, rowsOf } from '../support/rows.js';

// Still the real ones: only counted.
vi.mock('@node-rs/argon2', { spy: true });

let house: House;

beforeAll(async () => {
  house = await openHouse();
});

afterAll(() => house.close());

const MINUTE_MS = 60_000;
const WINDOW_MS = 15 * MINUTE_MS;
const WRONG = 'not the password at all';
const CONFIRM = `mutation ($password: String!, $totp: String) {
  confirmIdentity(password: $password, totp: $totp) { authenticatedAt }
}`;

const CHANGE = `mutation ($current: String!) {
  setPassword(current: $current, password: "another long password") { id }
}`;

/** How many tries count as failed. */
const COUNTED = `select count(*) filter (where outcome = 'TRIED') - count(*) filter (where outcome <> 'TRIED') as n
  from sign_in_attempts`;

// Every test starts with nothing that failed before it.
beforeEach(() => house.advance(WINDOW_MS));

const errorOf = ({ answer }: { answer: Record<string, unknown> }) =>
  (answer.errors as { message: string; extensions: Record<string, unknown> }[] | undefined)?.[0];
const codeOf = (signedIn: { answer: Record<string, unknown> }) =>
  errorOf(signedIn)?.extensions.code ?? 'WELCOME';
const fail = (email: string) => signInWithPassword(house, { email, password: WRONG });

/** Waits between tries as long as anybody has to, so that each is let through; after nine the wait is long. */
async function patiently<T>(count: number, attempt: () => Promise<T>): Promise<T[]> {
  const outcomes: T[] = [];
  for (let tries = 0; tries < count; tries += 1) {
    house.advance(20_000);
    outcomes.push(await attempt());
  }
  return outcomes;
}

/** Somebody who has set one-time codes up, with the secret and the recovery codes. */
async function personWithCodes() {
  const person = await personIn(house);
  const { secret } = await person.client.ask<{ secret: string }>('mutation { enrolTotp { secret uri } }');
  const codeAt = (ms = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: house.application.now().getTime() + ms,
    });
  const { recoveryCodes } = await person.client.ask<{ recoveryCodes: string[] }>(
    'mutation ($code: String!) { confirmTotp(code: $code) { recoveryCodes } }',
    { code: codeAt() },
  );
  return { person, secret, codeAt, recoveryCodes };
}

/** Tries from an address of the test's choice. */
const triedFrom = async (address: string, email: string, password: string) =>
  proved(doorsOf(house.application)(ANONYMOUS, 'test', undefined, address), email, { password }).then(
    user => (user ? 'WELCOME' : 'REFUSED'),
    (error: { code: string }) => error.code,
  );

/** What such a try leaves when it fails, without the work of comparing the password. */
async function noteFailure(address: string, email: string): Promise<void> {
  const context = doorsOf(house.application)(ANONYMOUS, 'test', undefined, address);
  await noteAttempt(context, attemptOf(context, email), 'TRIED');
}

describe('what was wrong', () => {
  it('is not told: the answer and the work are the same for all', async () => {
    const [active, disabled, coded] = [await personIn(house), await personIn(house), await personWithCodes()];
    const invited = await invite(house);
    const { client } = await followLink(house);
    await client.ask('mutation ($id: ID!) { disableUser(id: $id) { id } }', { id: disabled.id });
    const attempts = [
      { email: newEmail() },
      { email: 'no address' },
      { email: active.email, password: WRONG },
      { email: active.email, password: '' },
      { email: disabled.email },
      { email: invited.email },
      { email: coded.person.email, password: WRONG },
      { email: coded.person.email, totp: '000000' },
      { email: coded.person.email, password: WRONG, totp: coded.codeAt() },
    ];

    const answers = [];
    for (const attempt of attempts) {
      vi.mocked(argon2.verify).mockClear();
      const { answer, cookie } = await signInWithPassword(house, attempt);
      answers.push({ answer, cookie, verified: vi.mocked(argon2.verify).mock.calls.length });
    }

    expect(new Set(answers.map(one => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]).toMatchObject({
      cookie: '',
      verified: 1,
      answer: {
        errors: [
          {
            message: 'the e-mail address, the password or the code is not right',
            extensions: { code: 'UNAUTHENTICATED' },
          },
        ],
      },
    });
  });
});

describe('after too many failures', () => {
  it('ten are the most in a quarter of an hour', async () => {
    const { email } = await personIn(house);
    const failed = await patiently(10, () => fail(email));
    house.advance(20_000);

    const refused = await fail(email);

    expect(new Set(failed.map(codeOf))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(codeOf(refused)).toBe('RATE_LIMITED');
    expect(Number(errorOf(refused)?.extensions.retryAfterSeconds)).toBeGreaterThan(500);
  });

  it('the right password waits as well, and a quarter of an hour helps', async () => {
    const person = await personIn(house);
    await patiently(9, () => fail(person.email));

    const tooEarly = await signInWithPassword(house, person);
    house.advance(WINDOW_MS);

    expect(codeOf(tooEarly)).toBe('RATE_LIMITED');
    expect(codeOf(await signInWithPassword(house, person))).toBe('WELCOME');
  });

  it('the answer has the status and the header that HTTP clients understand', async () => {
    const { email } = await personIn(house);
    await patiently(9, () => fail(email));

    const response = await house
      .anonymous()
      .post(JSON.stringify({ query: SIGN_IN, variables: { email, password: WRONG } }));

    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('another process knows of them, as one does that was started since', async () => {
    const person = await personIn(house);
    await patiently(9, () => fail(person.email));
    const beside = await openHouse({ beside: house });
    try {
      beside.advance(house.application.now().getTime() - Date.now());

      expect(codeOf(await signInWithPassword(beside, person))).toBe('RATE_LIMITED');
    } finally {
      await beside.close();
    }
  });

  it('whoever comes too early does not wait longer for it', async () => {
    const person = await personIn(house);
    await patiently(9, () => fail(person.email));
    const [before] = await rowsOf(house.databaseUrl, 'select count(*) from sign_in_attempts');
    for (let tries = 0; tries < 20; tries += 1) await fail(person.email);
    expect(await rowsOf(house.databaseUrl, 'select count(*) from sign_in_attempts')).toEqual([before]);

    house.advance(16_000);

    expect(codeOf(await signInWithPassword(house, person))).toBe('WELCOME');
  });

  it('fifty tries in one request count as fifty', async () => {
    const { email } = await personIn(house);
    vi.mocked(argon2.verify).mockClear();
    const many = Array.from(
      { length: 50 },
      (_nothing, index) =>
        `try${index}: signInWithPassword(email: $email, password: "${WRONG} ${index}") { id }`,
    );

    for (const part of [
      many.slice(0, 10),
      many.slice(10, 20),
      many.slice(20, 30),
      many.slice(30, 40),
      many.slice(40),
    ]) {
      await house.anonymous().answer(`mutation ($email: String!) { ${part.join('\n')} }`, { email });
    }

    expect(vi.mocked(argon2.verify).mock.calls.length).toBeLessThanOrEqual(10);
  });

  it('tries at the same moment count each other', async () => {
    const crowd = await openHouse({ beside: house, poolSize: 20 });
    const holder = await connectionTo(house.databaseUrl);
    const before = await rowsOf<{ n: string }>(house.databaseUrl, COUNTED);
    vi.mocked(argon2.verify).mockClear();
    try {
      await holder.query('begin; lock table sign_in_attempts in share mode');
      const doors = doorsOf(crowd.application)(ANONYMOUS, 'test', undefined, '203.0.113.7');
      const tries = Array.from({ length: 16 }, () =>
        proved(doors, 'nobody@example.com', { password: WRONG }).catch(() => null),
      );
      await eventually(async () => expect(await lockWaiters(house.databaseUrl)).toBe(16));
      await holder.query('commit');
      await Promise.all(tries);

      const verified = vi.mocked(argon2.verify).mock.calls.length;
      const after = await rowsOf<{ n: string }>(house.databaseUrl, COUNTED);
      expect(verified).toBeLessThanOrEqual(10);
      expect(Number(after[0]?.n) - Number(before[0]?.n)).toBe(verified);
    } finally {
      await holder.end();
      await crowd.close();
    }
  });

  it('there are none where nothing failed: who signs in often is not kept waiting', async () => {
    const person = await personIn(house);
    const codes = [];
    for (let tries = 0; tries < 12; tries += 1) codes.push(codeOf(await signInWithPassword(house, person)));

    expect(new Set(codes)).toEqual(new Set(['WELCOME']));
  });

  it('of hundreds from one address, the owner signs in from another', async () => {
    const { email } = await personIn(house, ['administrator']);

    const outcomes = await patiently(10, () => triedFrom('203.0.113.7', email, WRONG));
    for (let tries = 10; tries < 200; tries += 1) {
      outcomes.push(await triedFrom('203.0.113.7', email, WRONG));
    }

    expect(outcomes.filter(outcome => outcome === 'REFUSED')).toHaveLength(10);
    expect(await triedFrom('203.0.113.99', email, PASSWORD)).toBe('RATE_LIMITED');
    expect(await triedFrom('198.51.100.4', email, PASSWORD)).toBe('WELCOME');
  });

  it('of a hundred accounts from one address, that address waits for every account', async () => {
    const person = await personIn(house);
    for (let tries = 1; tries < 100; tries += 1)
      await noteFailure('2001:db8::1', `nobody-${tries}@example.com`);
    expect(await triedFrom('2001:db8::1', newEmail(), WRONG)).toBe('REFUSED');

    expect(await triedFrom('2001:db8::1', person.email, PASSWORD)).toBe('RATE_LIMITED');
    expect(await triedFrom('2001:db8::2', person.email, PASSWORD)).toBe('WELCOME');
  });

  it('who is signed in cannot guess their own password any faster', async () => {
    const { client } = await personIn(house);
    const answers = await patiently(9, () => client.refusal(CONFIRM, { password: WRONG }));

    expect(new Set(answers.map(({ rule }) => rule))).toEqual(new Set(['identity-not-confirmed']));
    expect(await client.refusal(CONFIRM, { password: PASSWORD })).toMatchObject({ code: 'RATE_LIMITED' });
    expect(await client.refusal(CHANGE, { current: PASSWORD })).toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('of the own password at its change, the wait is the same', async () => {
    const person = await personIn(house);
    const answers = await patiently(9, () => person.client.refusal(CHANGE, { current: WRONG }));

    expect(new Set(answers.map(({ rule }) => rule))).toEqual(new Set(['identity-not-confirmed']));
    expect(codeOf(await signInWithPassword(house, person))).toBe('RATE_LIMITED');
  });

  it('a new password that cannot be one is no failure', async () => {
    const person = await personIn(house);
    const change = CHANGE.replace('another long password', 'short');
    await patiently(12, () => person.client.refusal(change, { current: PASSWORD }));

    expect(codeOf(await signInWithPassword(house, person))).toBe('WELCOME');
  });
});

describe('one-time codes', () => {
  it('are asked for once the password was right', async () => {
    const { person, codeAt } = await personWithCodes();

    const without = await signInWithPassword(house, person);
    house.advance(MINUTE_MS);
    const { answer } = await signInWithPassword(house, { ...person, totp: codeAt() });

    expect(errorOf(without)?.extensions).toMatchObject({ code: 'RULE_VIOLATED', rule: 'totp-required' });
    expect(answer).toMatchObject({ data: { signInWithPassword: { hasTotp: true } } });
  });

  it('may be asked for often: the password was right', async () => {
    const { person } = await personWithCodes();
    const rules = [];
    for (let tries = 0; tries < 12; tries += 1)
      rules.push(errorOf(await signInWithPassword(house, person))?.extensions.rule);

    expect(new Set(rules)).toEqual(new Set(['totp-required']));
  });

  it('are worth something once, also at the same moment', async () => {
    const { person, codeAt } = await personWithCodes();
    house.advance(MINUTE_MS);
    const totp = codeAt();

    const all = await Promise.all([1, 2, 3].map(() => signInWithPassword(house, { ...person, totp })));
    const later = await signInWithPassword(house, { ...person, totp });

    expect(all.filter(one => codeOf(one) === 'WELCOME')).toHaveLength(1);
    expect(codeOf(later)).toBe('UNAUTHENTICATED');
  });

  it('that set them up are used by that', async () => {
    const { person, codeAt } = await personWithCodes();

    expect(codeOf(await signInWithPassword(house, { ...person, totp: codeAt() }))).toBe('UNAUTHENTICATED');
  });

  it('of half a minute ago are taken, and older ones are not', async () => {
    const { person, codeAt } = await personWithCodes();
    house.advance(5 * MINUTE_MS);

    expect(codeOf(await signInWithPassword(house, { ...person, totp: codeAt(-2 * 30_000) }))).toBe(
      'UNAUTHENTICATED',
    );
    expect(codeOf(await signInWithPassword(house, { ...person, totp: codeAt(-30_000) }))).toBe('WELCOME');
  });

  it('are replaced by a recovery code, each once', async () => {
    const { person, recoveryCodes } = await personWithCodes();
    const [first = '', second = ''] = recoveryCodes;

    expect(recoveryCodes).toHaveLength(10);
    expect(codeOf(await signInWithPassword(house, { ...person, totp: ` ${first.toUpperCase()}` }))).toBe(
      'WELCOME',
    );
    expect(codeOf(await signInWithPassword(house, { ...person, totp: first }))).toBe('UNAUTHENTICATED');
    expect(codeOf(await signInWithPassword(house, { ...person, totp: second }))).toBe('WELCOME');
  });

  it('are not needed any more once they are removed, nor once an administrator reset them', async () => {
    const [own, lost] = [await personWithCodes(), await personWithCodes()];
    const { client } = await followLink(house);

    await own.person.client.ask('mutation { removeTotp { hasTotp } }');
    await client.ask('mutation ($id: ID!) { resetUserTotp(id: $id) { hasTotp } }', { id: lost.person.id });
    house.advance(BELIEVED_MS);

    expect(codeOf(await signInWithPassword(house, own.person))).toBe('WELCOME');
    expect(codeOf(await signInWithPassword(house, lost.person))).toBe('WELCOME');
    expect(await welcomeOf(lost.person.client)).toBe('UNAUTHENTICATED');
  });

  it('that were never confirmed are not asked for', async () => {
    const person = await personIn(house);
    await person.client.ask('mutation { enrolTotp { uri } }');

    expect(codeOf(await signInWithPassword(house, person))).toBe('WELCOME');
  });

  it('have a secret that is not in the database as it is', async () => {
    const { secret, recoveryCodes } = await personWithCodes();
    const rows = await house.application.database.writer.query<unknown[]>('select u::text from users u');

    expect(JSON.stringify(rows)).not.toContain(secret);
    for (const code of recoveryCodes) expect(JSON.stringify(rows)).not.toContain(code);
  });
});

describe('a session', () => {
  it('has a cookie that was not there before, whatever cookie came with the request', async () => {
    const person = await personIn(house);
    const planted = new Client(house.url, { cookie: `probity_session=${'x'.repeat(43)}` });

    const [one, other] = [
      await signInWithPassword(house, person, planted),
      await signInWithPassword(house, person, person.client),
    ];

    expect(new Set([person.cookie, one.cookie, other.cookie]).size).toBe(3);
    expect([one.cookie, other.cookie].every(cookie => /=[\w-]{43}$/.test(cookie))).toBe(true);
    expect(await welcomeOf(planted)).toBe('UNAUTHENTICATED');
  });

  it('is over when nobody used it for half an hour', async () => {
    const { client } = await personIn(house);
    house.advance(29 * MINUTE_MS);
    const used = await welcomeOf(client);
    house.advance(29 * MINUTE_MS);
    const usedAgain = await welcomeOf(client);

    house.advance(30 * MINUTE_MS);

    expect([used, usedAgain, await welcomeOf(client)]).toEqual(['WELCOME', 'WELCOME', 'UNAUTHENTICATED']);
  });

  it('is over after twelve hours, however much it is used', async () => {
    const { client } = await personIn(house);
    for (let elapsed = 0; elapsed < 12 * 60 - 20; elapsed += 20) {
      house.advance(20 * MINUTE_MS);
      expect(await welcomeOf(client)).toBe('WELCOME');
    }

    house.advance(20 * MINUTE_MS);

    expect(await welcomeOf(client)).toBe('UNAUTHENTICATED');
  });

  it('ends with another password, but for the one that it was changed in', async () => {
    const person = await personIn(house);
    const other = await signInWithPassword(house, person);
    expect(await welcomeOf(other.client)).toBe('WELCOME');

    await person.client.ask(CHANGE, { current: PASSWORD });
    house.advance(BELIEVED_MS);

    expect([await welcomeOf(person.client), await welcomeOf(other.client)]).toEqual([
      'WELCOME',
      'UNAUTHENTICATED',
    ]);
    expect(codeOf(await signInWithPassword(house, person))).toBe('UNAUTHENTICATED');
    expect(
      codeOf(await signInWithPassword(house, { email: person.email, password: 'another long password' })),
    ).toBe('WELCOME');
  });
});

describe('who signed in long ago', () => {
  const INPUT = () => ({ input: { email: newEmail(), name: 'Ben', roles: ['viewer'] } });
  const administrator = (): Promise<Person> => personIn(house, ['administrator']);

  it('proves it again before inviting somebody, and at once may', async () => {
    const { client } = await administrator();
    await client.ask(INVITE, INPUT());
    house.advance(FRESH_FOR_MS + 1);

    const refused = await client.refusal(INVITE, INPUT());
    await client.ask(CONFIRM, { password: PASSWORD });

    expect(refused).toMatchObject({ code: 'STEP_UP_REQUIRED', maxAgeSeconds: 300 });
    await client.ask(INVITE, INPUT());
  });

  it.each([
    ['amend', 'mutation ($id: ID!) { amendUser(input: { id: $id, name: "B", roles: ["viewer"] }) { id } }'],
    ['disable', 'mutation ($id: ID!) { disableUser(id: $id) { id } }'],
    ['enable', 'mutation ($id: ID!) { enableUser(id: $id) { id } }'],
    ['reinvite', 'mutation ($id: ID!) { reinviteUser(id: $id) { token } }'],
    ['reset', 'mutation ($id: ID!) { resetUserTotp(id: $id) { id } }'],
    ['enrol', 'mutation { enrolTotp { uri } }'],
    ['remove', 'mutation { removeTotp { id } }'],
    ['make a key', 'mutation { createApiKey(input: { name: "Sender", role: "esp" }) { id } }'],
  ])('proves it again for: %s', async (_what, query) => {
    const [{ client }, { user }] = [await administrator(), await invite(house)];
    house.advance(FRESH_FOR_MS + 1);

    expect(await client.refusal(query, { id: user.id })).toMatchObject({ code: 'STEP_UP_REQUIRED' });
  });

  it('does not prove it with a wrong password, nor without the code', async () => {
    const { person, codeAt } = await personWithCodes();
    house.advance(MINUTE_MS);

    expect(await person.client.refusal(CONFIRM, { password: WRONG })).toMatchObject({
      rule: 'identity-not-confirmed',
    });
    expect(await person.client.refusal(CONFIRM, { password: PASSWORD })).toMatchObject({
      rule: 'totp-required',
    });
    expect(await person.client.refusal(CONFIRM, { password: PASSWORD, totp: '000000' })).toMatchObject({
      rule: 'identity-not-confirmed',
    });
    await person.client.ask(CONFIRM, { password: PASSWORD, totp: codeAt() });
  });

  it('by a link of the operator takes a new link', async () => {
    const { client } = await followLink(house);
    await client.ask(INVITE, INPUT());
    house.advance(FRESH_FOR_MS + 1);

    expect(await client.refusal(INVITE, INPUT())).toMatchObject({
      code: 'STEP_UP_REQUIRED',
      message: 'this session was opened by a link; ask for a new link, open it, and try again',
    });
    expect(await client.refusal(CONFIRM, { password: PASSWORD })).toMatchObject({ rule: 'no-account' });
    expect(await client.refusal('mutation { removeTotp { id } }')).toMatchObject({ rule: 'no-account' });
    await (await followLink(house)).client.ask(INVITE, INPUT());
  });

  it('is no machine: keys are not asked', async () => {
    await (await house.as('administrator')).ask(INVITE, INPUT());
  });

  it('is nobody who is not signed in', async () => {
    expect(await house.anonymous().refusal(CONFIRM, { password: PASSWORD })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});
