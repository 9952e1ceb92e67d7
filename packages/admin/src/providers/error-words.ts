/** What to tell people about an error: what happened, what to do about it, and how to refer to it. */
export interface Explanation {
  readonly title: string;
  readonly advice: string;
  readonly code: string;
  readonly reference?: string | null;
}

interface Fault {
  readonly code: string;
  readonly rule: string | null;
  /** A name that cannot be used twice is used already. */
  readonly isTaken: boolean;
  readonly message: string;
}

type Words = readonly [title: string | null, advice: string];

/** `null` as the title means: the message of the API says best what happened. */
const CODES: Readonly<Record<string, Words>> = {
  UNAUTHENTICATED: ['You are signed out.', 'Sign in again; what you typed elsewhere is not sent.'],
  FORBIDDEN: [
    'Your role does not allow this.',
    'Nothing was changed. Ask an administrator for another role; the attempt is in the audit log.',
  ],
  STEP_UP_REQUIRED: [
    'This needs a fresh sign-in.',
    'Nothing was changed. Sign in again, and do it within five minutes.',
  ],
  RATE_LIMITED: ['Too many tries.', 'Nothing was changed. Wait a moment, then try again.'],
  NOT_FOUND: [null, 'It may have another key, or you may not see it. Go back to the list and look for it.'],
  BAD_USER_INPUT: [null, 'Nothing was saved. Correct the field and try again.'],
  CONFLICT: [
    'Somebody changed this in the meantime.',
    'Nothing was saved. The latest version has been loaded: look at it, then try again.',
  ],
  RULE_VIOLATED: [null, 'Nothing was changed.'],
  PAYLOAD_TOO_LARGE: ['This is too large to send.', 'Nothing was saved. Make the payloads shorter.'],
  UNAVAILABLE: ['The database cannot be reached just now.', 'Nothing was written. Try again in a moment.'],
  INTERNAL_SERVER_ERROR: [
    'The server failed; the fault is ours.',
    'Try again. If it stays, give the reference below to whoever operates Probity: the log tells more.',
  ],
  UNREACHABLE: [
    'The server did not answer.',
    'Nothing is known to be saved. Check the connection and that Probity is running, then try again.',
  ],
};

const RULES: Readonly<Record<string, Words>> = {
  'link-unknown': [
    'This sign-in link is not known.',
    'It may be cut off, or from another Probity. Copy it whole, or ask for a new one.',
  ],
  'link-used': [
    'This sign-in link was used already.',
    'A link works once. Ask whoever operates Probity for a new one.',
  ],
  'link-expired': [
    'This sign-in link has expired.',
    'A link lasts an hour. Ask whoever operates Probity for a new one.',
  ],
  'no-account': [
    'You are signed in by a link, without an account.',
    'Nothing was changed. Open a new link: it counts as a fresh sign-in for five minutes.',
  ],
  'separate-duties': [
    null,
    'Nothing was saved. Who manages people does not approve or audit: give these roles to two people.',
  ],
  'last-administrator': [null, 'Nothing was changed. Make somebody else administrator first.'],
  'totp-required': ['A one-time code is needed.', 'Type the six digits that your authenticator shows.'],
  'own-roles': [null, 'Nothing was saved. Ask another administrator.'],
  'design-required': [
    'The experiment has no design yet.',
    'Nothing was started. Edit the draft and choose at least the metric that decides.',
  ],
  'nobody-allocated': [
    'The allocation is 0, so nobody would be assigned.',
    'Nothing was changed. Give the experiment a share of its recipients.',
  ],
  'unknown-metric': [null, 'Nothing was saved. Choose a metric from the list, or define it first.'],
  'retired-metric': [null, 'Nothing was changed. Choose a metric that is in use.'],
  'metric-named-twice': [null, 'Nothing was saved. A metric decides, is reported, or guards: one of them.'],
  'weights-sum': [null, 'Nothing was saved. The weights add up to 10,000 basis points, which is 100 %.'],
  'variant-keys-distinct': [null, 'Nothing was saved. Give every variant a key of its own.'],
  'wrong-status': [
    'It is in another state by now.',
    'Nothing was changed. The latest version has been loaded.',
  ],
  'decision-blocked': [
    null,
    'Nothing was recorded. You can still record that the question stays open, or that all stays as it was.',
  ],
  'invalid-condition': [null, 'Nothing was saved. Correct the condition and try again.'],
  'second-global-holdout': [
    null,
    'Nothing was opened. Only one global holdout can be open: close that one first, or choose another scope.',
  ],
  'unknown-experiment': [null, 'Nothing was opened. Choose experiments from the list.'],
  'unknown-layer': [null, 'Nothing was saved. Choose a layer from the list.'],
  'layer-archived': [null, 'Nothing was saved. Choose a layer that is in use.'],
  'layer-full': [null, 'Nothing was saved. Choose another layer, or stop an experiment that is in this one.'],
  'layer-in-use': [null, 'Nothing was changed. Stop or archive these experiments first.'],
  'layer-range-taken': [null, 'Nothing was saved. Choose a range that is free, or leave it empty.'],
  'layer-range-shrinks': [
    null,
    'Nothing was changed. A range can only grow once the experiment has started.',
  ],
  'external-in-layer': [null, 'Nothing was saved. Leave the layer empty, or let Probity assign.'],
  'metric-already-retired': ['This metric is retired already.', 'There is nothing left to do.'],
  'key-already-revoked': ['This key is revoked already.', 'There is nothing left to do.'],
};

/** The words for an error of the API. An unknown code shows the message of the API rather than nothing. */
export function wordsFor({ code, rule, isTaken, message }: Fault): Explanation {
  if (isTaken)
    return { title: message, advice: 'Nothing was saved. Choose another one and try again.', code };
  const [title, advice] = (rule === null ? null : RULES[rule]) ??
    CODES[code] ?? [null, 'Nothing was changed.'];
  return { title: title ?? message, advice, code: rule === null ? code : `${code}: ${rule}` };
}
