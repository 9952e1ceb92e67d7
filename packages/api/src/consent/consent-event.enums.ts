import { registerEnumType } from 'type-graphql';

export enum ConsentAction {
  GRANT = 'GRANT',
  DENY = 'DENY',
  WITHDRAW = 'WITHDRAW',
  CONFIRM = 'CONFIRM',
  EXPIRE = 'EXPIRE',
  IMPORT = 'IMPORT',
  OPT_OUT_SIGNAL = 'OPT_OUT_SIGNAL',
  COMPLAINT = 'COMPLAINT',
  OBJECT = 'OBJECT',
  RESTRICT = 'RESTRICT',
  ERASE = 'ERASE',
}
registerEnumType(ConsentAction, {
  name: 'ConsentAction',
  description: 'What happened.',
  valuesConfig: {
    GRANT: { description: 'The recipient said yes, or became a customer.' },
    DENY: { description: 'The recipient was asked and said no.' },
    WITHDRAW: { description: 'The recipient took back what was granted: an unsubscribe for example.' },
    CONFIRM: { description: 'The recipient confirmed a yes: the second half of a double opt-in.' },
    EXPIRE: { description: 'What was granted has run out.' },
    IMPORT: { description: 'Another system says that the recipient said yes to it.' },
    OPT_OUT_SIGNAL: { description: 'A signal such as Global Privacy Control said no.' },
    COMPLAINT: { description: 'The recipient reported a message as spam.' },
    OBJECT: { description: 'The recipient objects to the use (GDPR, Art. 21).' },
    RESTRICT: { description: 'The recipient has the use restricted (GDPR, Art. 18).' },
    ERASE: { description: 'The recipient is erased: nothing is used for anything, and evidence is gone.' },
  },
});

export enum ConsentGround {
  EXPRESS = 'EXPRESS',
  CONFIRMED = 'CONFIRMED',
  CUSTOMER = 'CUSTOMER',
  INQUIRY = 'INQUIRY',
}
registerEnumType(ConsentGround, {
  name: 'ConsentGround',
  description: 'What a GRANT or an IMPORT rests on.',
  valuesConfig: {
    EXPRESS: { description: 'The recipient said so.' },
    CONFIRMED: { description: 'IMPORT only: the recipient said so and confirmed it.' },
    CUSTOMER: { description: 'The recipient bought something or has a contract.' },
    INQUIRY: { description: 'The recipient asked about something.' },
  },
});

export enum ConsentSource {
  FORM = 'FORM',
  API = 'API',
  IMPORT = 'IMPORT',
  FEEDBACK_LOOP = 'FEEDBACK_LOOP',
  LIST_UNSUBSCRIBE = 'LIST_UNSUBSCRIBE',
  MAILTO = 'MAILTO',
  AGENT = 'AGENT',
  GPC = 'GPC',
  TCF = 'TCF',
  GPP = 'GPP',
  SUPPORT = 'SUPPORT',
}
registerEnumType(ConsentSource, {
  name: 'ConsentSource',
  description: 'How it came to be known.',
  valuesConfig: {
    FORM: { description: 'A form that the recipient filled in.' },
    API: { description: 'Another system of the house.' },
    IMPORT: { description: 'A file.' },
    FEEDBACK_LOOP: { description: 'The feedback loop of a mailbox provider.' },
    LIST_UNSUBSCRIBE: { description: 'The unsubscribe button of a mail program (RFC 8058).' },
    MAILTO: { description: 'A message to the unsubscribe address.' },
    AGENT: { description: 'Somebody who acts for the recipient.' },
    GPC: { description: 'Global Privacy Control.' },
    TCF: { description: 'The Transparency and Consent Framework of the IAB.' },
    GPP: { description: 'The Global Privacy Platform of the IAB.' },
    SUPPORT: { description: 'A conversation with people of the house.' },
  },
});
