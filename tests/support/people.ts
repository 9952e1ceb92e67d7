import { Client } from './client.js';
import type { House } from './house.js';

export const PASSWORD = 'correct horse battery staple';

/** Somebody in a browser: the client has the cookie, `answer` is what signing in was answered. */
export interface SignedIn {
  readonly client: Client;
  readonly cookie: string;
  readonly answer: Record<string, unknown>;
}

const VIEWER = '{ id name email roles teams markets authenticatedAt hasPassword hasTotp }';

async function signedInBy(
  house: House,
  query: string,
  variables: object,
  from: Client = house.anonymous(),
): Promise<SignedIn> {
  const response = await from.post(JSON.stringify({ query, variables }));
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
  const answer = (await response.json()) as Record<string, unknown>;
  return { answer, cookie, client: new Client(house.url, { cookie }) };
}

/** Follows a link of the operator. */
export const followLink = async (house: House, roles: readonly string[] = ['administrator']) =>
  signedInBy(house, `mutation ($token: String!) { signIn(token: $token) ${VIEWER} }`, {
    token: await house.signInToken(roles),
  });

export interface Secrets {
  readonly email: string;
  readonly password?: string;
  readonly totp?: string;
}

export const SIGN_IN = `mutation ($email: String!, $password: String!, $totp: String) {
  signInWithPassword(email: $email, password: $password, totp: $totp) ${VIEWER}
}`;

export const signInWithPassword = (
  house: House,
  { email, password = PASSWORD, totp }: Secrets,
  from?: Client,
): Promise<SignedIn> => signedInBy(house, SIGN_IN, { email, password, totp }, from);

export const accept = (house: House, token: string, password = PASSWORD): Promise<SignedIn> =>
  signedInBy(
    house,
    `mutation ($token: String!, $password: String!) {
      acceptInvitation(token: $token, password: $password) ${VIEWER}
    }`,
    { token, password },
  );

export interface Invited {
  readonly user: { readonly id: string; readonly version: number; readonly status: string };
  readonly token: string;
}

export const INVITE = `mutation ($input: InviteUserInput!) {
  inviteUser(input: $input) { token user { id version email name status roles teams hasPassword } }
}`;

let count = 0;
/** An address that nobody has yet. */
export const newEmail = (): string => `person-${(count += 1)}@example.com`;

/** Invites somebody, as an administrator who has just signed in. */
export async function invite(
  house: House,
  input: { email?: string; name?: string; roles?: readonly string[]; teams?: readonly string[] } = {},
): Promise<Invited & { readonly email: string }> {
  const { client } = await followLink(house);
  const email = input.email ?? newEmail();
  const draft = { name: 'Ada', roles: ['analyst'], ...input, email };
  return { ...(await client.ask<Invited>(INVITE, { input: draft })), email };
}

export interface Person extends SignedIn {
  readonly id: string;
  readonly email: string;
}

/** Somebody who was invited, has accepted, and is signed in. */
export async function personIn(
  house: House,
  roles: readonly string[] = ['analyst'],
  teams: readonly string[] = [],
): Promise<Person> {
  const { user, token, email } = await invite(house, { roles, teams });
  return { ...(await accept(house, token)), id: user.id, email };
}

/** WELCOME, or the code of the refusal. */
export async function welcomeOf(client: Client): Promise<unknown> {
  const { errors } = await client.answer('{ viewer { id } }');
  return errors?.[0]?.extensions.code ?? 'WELCOME';
}
