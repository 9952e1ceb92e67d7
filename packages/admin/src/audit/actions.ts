const DONE: Readonly<Record<string, string>> = {
  'experiment.create': 'Created experiment',
  'experiment.amend': 'Edited the draft',
  'experiment.start': 'Started experiment',
  'experiment.pause': 'Paused experiment',
  'experiment.resume': 'Resumed experiment',
  'experiment.openPhase': 'Opened a new phase',
  'experiment.stop': 'Stopped experiment',
  'experiment.decide': 'Recorded the decision',
  'experiment.archive': 'Archived experiment',
  'metric.define': 'Defined metric',
  'metric.retire': 'Retired metric',
  'holdout.open': 'Opened holdout',
  'holdout.resize': 'Changed the size of the holdout',
  'holdout.freeze': 'Froze holdout',
  'holdout.close': 'Closed holdout',
  'layer.define': 'Defined layer',
  'layer.archive': 'Archived layer',
  'apiKey.create': 'Made an API key',
  'apiKey.rotate': 'Gave an API key another secret',
  'apiKey.revoke': 'Revoked an API key',
  'session.offer': 'Made a sign-in link',
  'session.open': 'Signed in with a link',
  'session.begin': 'Signed in',
  'session.confirm': 'Confirmed who they are',
  'session.end': 'Signed out',
  'user.invite': 'Invited a person',
  'user.reinvite': 'Invited a person again',
  'user.accept': 'Accepted the invitation',
  'user.amend': 'Changed a person',
  'user.disable': 'Disabled a person',
  'user.enable': 'Enabled a person',
  'user.provision': 'Let a person in by single sign-on',
  'user.synchronise': 'Made a person what the sign-in provider says',
  'user.setPassword': 'Changed their password',
  'user.enrolTotp': 'Began to set up one-time codes',
  'user.confirmTotp': 'Set up one-time codes',
  'user.removeTotp': 'Removed one-time codes',
  'user.resetTotp': 'Reset the one-time codes of a person',
  'team.define': 'Defined team',
  'team.amend': 'Changed team',
  'team.archive': 'Archived team',
  'jurisdiction.amend': 'Amended the rule of a jurisdiction',
  'consentNotice.publish': 'Published a notice',
  'consentHistory.read': 'Read what a recipient said',
  'consentEvidence.reveal': 'Opened the evidence of a consent',
  'suppression.add': 'Suppressed somebody',
  'suppression.lift': 'Lifted a suppression',
  'suppression.lookUp': 'Looked up whether somebody is suppressed',
  'auditLog.export': 'Exported the audit log',
};

const DENIED = '.denied';
const NOT_DONE: Readonly<Record<string, string>> = { [DENIED]: 'Was refused', '.failed': 'Failed' };

export const isDenied = (action: string): boolean => action.endsWith(DENIED);

/** "experiment.start" as people say it. An action that is not known here is shown as it is. */
export function actionText(action: string): string {
  const ending = Object.keys(NOT_DONE).find(one => action.endsWith(one)) ?? '';
  const command = action.slice(0, action.length - ending.length);
  const words = DONE[command] ?? command;
  return ending ? `${NOT_DONE[ending]}: ${words.charAt(0).toLowerCase()}${words.slice(1)}` : words;
}

/** What can have happened, in words, by the alphabet. */
export const ACTION_CHOICES = Object.entries(DONE)
  .map(([id, name]) => ({ id, name }))
  .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));

/** What kinds of thing the log knows, in words. */
export const SUBJECT_CHOICES = [
  { id: 'Experiment', name: 'Experiment' },
  { id: 'Metric', name: 'Metric' },
  { id: 'Holdout', name: 'Holdout' },
  { id: 'Layer', name: 'Layer' },
  { id: 'Jurisdiction', name: 'Jurisdiction' },
  { id: 'ConsentNotice', name: 'Notice' },
  { id: 'Recipient', name: 'Recipient' },
  { id: 'Suppression', name: 'Suppression' },
  { id: 'ApiKey', name: 'API key' },
  { id: 'Session', name: 'Session' },
  { id: 'User', name: 'Person' },
  { id: 'Team', name: 'Team' },
];

export const subjectText = (type: string): string =>
  SUBJECT_CHOICES.find(({ id }) => id === type)?.name ?? type;

const PAGES: Readonly<Record<string, string>> = {
  Experiment: 'experiments',
  Metric: 'metrics',
  Holdout: 'holdouts',
  Layer: 'layers',
  Suppression: 'suppressions',
  Team: 'teams',
};

/** Where a thing is shown; null where it has no page. */
export const pageOf = (type: string, key: string): string | null =>
  PAGES[type] ? `/${PAGES[type]}/${key}/show` : null;

const ACTORS: Readonly<Record<string, string>> = {
  USER: 'person',
  KEY: 'API key',
  SYSTEM: 'operator of the machine',
  ANONYMOUS: 'nobody known',
};

export const actorText = (type: string): string => ACTORS[type] ?? type;
