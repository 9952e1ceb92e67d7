import { registerEnumType } from 'type-graphql';

/** What a recipient is asked for, and can say no to. */
export enum Purpose {
  MARKETING_EMAIL = 'MARKETING_EMAIL',
  PERSONALISATION = 'PERSONALISATION',
  MEASUREMENT = 'MEASUREMENT',
  SHARING = 'SHARING',
}
registerEnumType(Purpose, {
  name: 'Purpose',
  description: 'What data of a recipient is used for.',
  valuesConfig: {
    MARKETING_EMAIL: { description: 'Sending messages that advertise.' },
    PERSONALISATION: { description: 'Choosing what a message says by what is known of the recipient.' },
    MEASUREMENT: { description: 'Counting what the recipient did with a message.' },
    SHARING: { description: 'Giving the data to others, selling it included.' },
  },
});
