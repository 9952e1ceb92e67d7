import type { AlertKind, AlertRowFragment } from '../generated/graphql';

export type Alert = AlertRowFragment;

interface Words {
  readonly name: string;
  readonly says: string;
}

const KIND_WORDS: Readonly<Record<string, Words>> = {
  HOLDOUT_CONTAMINATED: {
    name: 'Holdout contaminated',
    says: 'A recipient who is held out was shown a variant all the same.',
  },
  CHECKPOINT_NOT_COPIED: {
    name: 'Checkpoint not copied',
    says: 'A checkpoint of the audit log could not be copied out of the database. It is tried again by itself.',
  },
};

/** What an alert is about. A kind without words is shown as it is. */
export const kindWords = (kind: AlertKind): Words => KIND_WORDS[kind] ?? { name: kind, says: '' };

export const KIND_CHOICES = Object.entries(KIND_WORDS).map(([id, { name }]) => ({ id, name }));

/** The list of the alerts about one thing. */
export const alertsOf = (subjectKey: string): string =>
  `/alerts?filter=${encodeURIComponent(JSON.stringify({ subjectKey }))}`;

/** "once", "12 times" */
export const timesText = (times: number): string =>
  times === 1 ? 'once' : `${times.toLocaleString('en')} times`;
