import { registerEnumType } from 'type-graphql';

export enum LegalBasis {
  OPT_IN = 'OPT_IN',
  DOUBLE_OPT_IN = 'DOUBLE_OPT_IN',
  SOFT_OPT_IN = 'SOFT_OPT_IN',
  OPT_OUT = 'OPT_OUT',
  IMPLIED = 'IMPLIED',
}
registerEnumType(LegalBasis, {
  name: 'LegalBasis',
  description: 'What a region asks for before data may be used for a purpose.',
  valuesConfig: {
    OPT_IN: { description: 'The recipient has said yes.' },
    DOUBLE_OPT_IN: { description: 'The recipient has said yes and confirmed it.' },
    SOFT_OPT_IN: { description: 'The recipient has said yes, or is a customer and has not said no.' },
    OPT_OUT: { description: 'The recipient has not said no.' },
    IMPLIED: {
      description: 'The recipient has said yes, or has bought or asked something not too long ago.',
    },
  },
});

export enum DeadlineKind {
  ACCESS = 'ACCESS',
  ERASURE = 'ERASURE',
  UNSUBSCRIBE = 'UNSUBSCRIBE',
}
registerEnumType(DeadlineKind, {
  name: 'DeadlineKind',
  description: 'What there is a deadline for.',
  valuesConfig: {
    ACCESS: { description: 'To answer who asks for their data.' },
    ERASURE: { description: 'To erase the data of who asks for it.' },
    UNSUBSCRIBE: { description: 'To honour an unsubscribe.' },
  },
});

export enum DeadlineUnit {
  CALENDAR_DAYS = 'CALENDAR_DAYS',
  BUSINESS_DAYS = 'BUSINESS_DAYS',
  MONTHS = 'MONTHS',
}
registerEnumType(DeadlineUnit, {
  name: 'DeadlineUnit',
  description: 'In what a deadline is counted.',
  valuesConfig: {
    CALENDAR_DAYS: { description: 'All days.' },
    BUSINESS_DAYS: { description: 'Days that are neither weekends nor holidays.' },
    MONTHS: { description: 'Months of the calendar.' },
  },
});
