import { registerEnumType } from 'type-graphql';

export enum SuppressionScope {
  GLOBAL = 'GLOBAL',
  BRAND = 'BRAND',
  DOMAIN = 'DOMAIN',
  PURPOSE = 'PURPOSE',
}
registerEnumType(SuppressionScope, {
  name: 'SuppressionScope',
  description: 'How far a suppression reaches.',
  valuesConfig: {
    GLOBAL: { description: 'One recipient, whatever the brand and the purpose.' },
    BRAND: { description: 'One recipient, in messages of one brand.' },
    DOMAIN: { description: 'Every recipient whose address is at one domain. Its subdomains are others.' },
    PURPOSE: { description: 'One recipient, for one purpose; of one brand where a brand is named.' },
  },
});

export enum SuppressionReason {
  HARD_BOUNCE = 'HARD_BOUNCE',
  COMPLAINT = 'COMPLAINT',
  UNSUBSCRIBE = 'UNSUBSCRIBE',
  ERASURE = 'ERASURE',
  LEGAL = 'LEGAL',
  MANUAL = 'MANUAL',
  ROLE_ACCOUNT = 'ROLE_ACCOUNT',
  SPAM_TRAP = 'SPAM_TRAP',
}
registerEnumType(SuppressionReason, {
  name: 'SuppressionReason',
  description: 'Why a recipient is suppressed.',
  valuesConfig: {
    HARD_BOUNCE: { description: 'The mailbox does not exist: a message came back for good.' },
    COMPLAINT: { description: 'The recipient reported a message as unwanted.' },
    UNSUBSCRIBE: { description: 'The recipient asked for no more messages.' },
    ERASURE: { description: 'The recipient had their data erased. It is never lifted.' },
    LEGAL: { description: 'The law, a court or a contract forbids it.' },
    MANUAL: { description: 'Somebody decided so.' },
    ROLE_ACCOUNT: { description: 'The address is that of an office, such as postmaster@, and of no person.' },
    SPAM_TRAP: { description: 'The address exists to find out who sends without being asked.' },
  },
});

export enum SuppressionSource {
  PERSON = 'PERSON',
  IMPORT = 'IMPORT',
  OUTCOME = 'OUTCOME',
}
registerEnumType(SuppressionSource, {
  name: 'SuppressionSource',
  description: 'Who told of a suppression first.',
  valuesConfig: {
    PERSON: { description: 'A person or a machine, by `suppress`.' },
    IMPORT: { description: 'A list, by `suppressAll`.' },
    OUTCOME: { description: 'An outcome: a complaint, a hard bounce, an unsubscription.' },
  },
});
