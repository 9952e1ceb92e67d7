import { registerEnumType } from 'type-graphql';

export enum UserStatus {
  INVITED = 'INVITED',
  ACTIVE = 'ACTIVE',
  DISABLED = 'DISABLED',
}
registerEnumType(UserStatus, {
  name: 'UserStatus',
  description: 'Whether a person can sign in.',
  valuesConfig: {
    INVITED: { description: 'The invitation was not accepted yet.' },
    ACTIVE: { description: 'The person can sign in.' },
    DISABLED: { description: 'The person cannot sign in, and every session is over.' },
  },
});
