import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../support/house.js';
import { accept, signInWithPassword } from '../support/people.js';
import { type Finished, probity } from './probity.js';

let house: House;
let directory: string;

// A server runs beside the command line, on the same database.
beforeAll(async () => {
  house = await openHouse();
  directory = await mkdtemp(join(tmpdir(), 'probity-users-'));
});

afterAll(async () => {
  await house.close();
  await rm(directory, { recursive: true });
});

const users = (...args: string[]): Promise<Finished> =>
  probity(['users', ...args], { DATABASE_URL: house.databaseUrl, PROBITY_DATA_DIR: directory });
const listed = async (): Promise<Record<string, unknown>[]> => {
  const { items } = JSON.parse((await users('list', '--json')).output) as {
    items: Record<string, unknown>[];
  };
  return items;
};
const tokenIn = (text: string): string => /#\/invitation\?token=([\w-]{43})/.exec(text)?.[1] ?? '';

describe('a person invited at the command line', () => {
  it('accepts at the running server, is listed without a secret, and is disabled', async () => {
    const roles = ['--role', 'analyst', '--role', 'author'];
    const run = await users('invite', '--email', 'Ada@example.com', '--name', 'Ada', ...roles, '--json');
    expect(run).toMatchObject({ status: 0, errors: '' });
    const { id, url } = JSON.parse(run.output) as { id: string; url: string };
    expect(await listed()).toEqual([
      expect.objectContaining({
        id,
        email: 'ada@example.com',
        status: 'INVITED',
        roles: ['analyst', 'author'],
      }),
    ]);

    const { cookie } = await accept(house, tokenIn(url));
    expect(cookie).not.toBe('');
    const list = await users('list');
    expect(list.output).toMatch(/^ada@example\.com +Ada +active +analyst author +- +no /m);
    expect(JSON.stringify(await listed())).not.toMatch(/hash|secret|argon/i);

    expect(await users('disable', 'ADA@example.com')).toMatchObject({ status: 0, output: '' });
    expect((await signInWithPassword(house, { email: 'ada@example.com' })).cookie).toBe('');
    expect(await users('disable', 'ada@example.com')).toMatchObject({
      status: 1,
      errors: 'error [already-disabled]: this person is disabled already\n',
    });
  });

  it('has a link that is shown alone on standard output', async () => {
    const ben = ['--email', 'ben@example.com', '--name', 'Ben', '--role', 'viewer'];
    const run = await users('invite', ...ben, '--url', 'https://probity.example.com/');

    expect(run.status).toBe(0);
    expect(run.output).toMatch(/^https:\/\/probity\.example\.com\/#\/invitation\?token=[\w-]{43}\n$/);
    expect(run.errors).toContain('shown here and never again');
  });

  it.each([
    [['invite', '--email', 'x@example.com', '--name', 'X', '--role', 'boss'], 2, /^error \[usage\].*viewer/],
    [['invite', '--email', 'x@example.com', '--name', 'X', '--role', 'model'], 2, /^error \[usage\]/],
    [['invite', '--email', 'nobody', '--name', 'X', '--role', 'viewer'], 2, /^error \[bad-user-input\]/],
    [['invite', '--name', 'X', '--role', 'viewer'], 2, /^error \[usage\].*--email/],
    [
      ['invite', '--email', 'x@example.com', '--name', 'X', '--role', 'administrator', '--role', 'auditor'],
      1,
      /^error \[separate-duties\]/,
    ],
    [['disable', 'nobody@example.com'], 4, /^error \[not-found\]/],
  ])('is refused with its own exit code: users %s', async (args, status, errors) => {
    const run = await users(...args);

    expect(run).toMatchObject({ status, output: '' });
    expect(run.errors).toMatch(errors);
  });
});
