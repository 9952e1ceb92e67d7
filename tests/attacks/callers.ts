import { Client } from '../support/client.js';
import type { House } from '../support/house.js';

/** Everybody who can speak to the API: strangers, machines, keys of people, and people. */
export const CALLERS = ['nobody', 'model', 'esp', 'sdk', 'key of an administrator', 'administrator'] as const;

export type Caller = (typeof CALLERS)[number];

/** The cookie of a new session in these roles. */
export async function sessionCookie(
  house: House,
  roles: readonly string[] = ['administrator'],
): Promise<string> {
  const response = await house.anonymous().post(
    JSON.stringify({
      query: 'mutation ($token: String!) { signIn(token: $token) { id } }',
      variables: { token: await house.signInToken(roles) },
    }),
  );
  const [cookie] = response.headers.getSetCookie();
  if (!cookie) throw new Error(`no session was opened: ${await response.text()}`);
  return cookie.split(';')[0] ?? '';
}

export const asPerson = async (house: House, role: string): Promise<Client> =>
  new Client(house.url, { cookie: await sessionCookie(house, [role]) });

export async function callersOf(house: House): Promise<Readonly<Record<Caller, Client>>> {
  return {
    nobody: house.anonymous(),
    model: await house.as('model'),
    esp: await house.as('esp'),
    sdk: await house.as('sdk'),
    'key of an administrator': await house.as('administrator'),
    administrator: await asPerson(house, 'administrator'),
  };
}
