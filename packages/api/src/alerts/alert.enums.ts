import { registerEnumType } from 'type-graphql';

export enum AlertKind {
  HOLDOUT_CONTAMINATED = 'HOLDOUT_CONTAMINATED',
}
registerEnumType(AlertKind, {
  name: 'AlertKind',
  description: 'What an alert is about.',
  valuesConfig: {
    HOLDOUT_CONTAMINATED: { description: 'A held-out recipient was shown a variant.' },
  },
});
