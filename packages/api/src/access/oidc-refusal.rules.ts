/** Why nobody was signed in, as the person reads it: nothing that tells whom Probity knows, or what is wrong with a token. */
export const OIDC_REFUSALS = {
  'bad-return': { status: 400, text: 'The address to return to is not one of Probity.' },
  'flow-unknown': {
    status: 400,
    text: 'This sign-in was begun in another browser or more than ten minutes ago, or it is completed already.',
  },
  'provider-unreachable': { status: 502, text: 'The sign-in provider cannot be reached.' },
  'provider-refused': { status: 403, text: 'The sign-in provider did not sign you in.' },
  'answer-refused': { status: 403, text: 'The answer of the sign-in provider was not accepted.' },
  'not-admitted': {
    status: 403,
    text: 'This account may not sign in to Probity. An administrator of Probity can change that.',
  },
  'no-role': {
    status: 403,
    text: 'None of your groups has a role in Probity. Whoever looks after groups and accounts can change that.',
  },
  'separate-duties': {
    status: 403,
    text: 'Your groups would give you roles that nobody may hold together. Whoever looks after groups and accounts can change that.',
  },
  'last-administrator': {
    status: 403,
    text: 'Your groups would take the role of administrator from the last one who has it.',
  },
  'unknown-team': {
    status: 403,
    text: 'Your groups would put you into a team that is not there. An administrator of Probity can change that.',
  },
  'not-linked': {
    status: 403,
    text: 'This session is not of an account of the sign-in provider: confirm who you are as you signed in.',
  },
  'another-person': { status: 403, text: 'Somebody else confirmed who they are. Nothing was changed.' },
  'not-fresh': { status: 403, text: 'The sign-in provider did not ask you again who you are.' },
  changed: { status: 403, text: 'This account was changed just now. Sign in again.' },
  unavailable: { status: 503, text: 'Probity cannot reach its database. Try again in a moment.' },
  fault: { status: 500, text: 'Something went wrong on our side.' },
} as const;

export type OidcReason = keyof typeof OIDC_REFUSALS;

export const isOidcReason = (text: unknown): text is OidcReason =>
  typeof text === 'string' && Object.hasOwn(OIDC_REFUSALS, text);

/** Nobody is signed in; the message is for the log. */
export class OidcRefusal extends Error {
  override readonly name = 'OidcRefusal';

  constructor(
    readonly reason: OidcReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
