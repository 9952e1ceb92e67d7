import { registerEnumType } from 'type-graphql';

export enum AlertKind {
  HOLDOUT_CONTAMINATED = 'HOLDOUT_CONTAMINATED',
  CHECKPOINT_NOT_COPIED = 'CHECKPOINT_NOT_COPIED',
}
registerEnumType(AlertKind, {
  name: 'AlertKind',
  description: 'What an alert is about.',
  valuesConfig: {
    HOLDOUT_CONTAMINATED: { description: 'A held-out recipient was shown a variant.' },
    CHECKPOINT_NOT_COPIED: {
      description: 'A checkpoint of the audit log could not be copied out of the database.',
    },
  },
});
