import { registerEnumType } from 'type-graphql';

export enum NoticeMechanism {
  OPT_IN = 'OPT_IN',
  DOUBLE_OPT_IN = 'DOUBLE_OPT_IN',
  OPT_OUT = 'OPT_OUT',
  NOTICE_ONLY = 'NOTICE_ONLY',
}
registerEnumType(NoticeMechanism, {
  name: 'NoticeMechanism',
  description: 'How people answer a notice.',
  valuesConfig: {
    OPT_IN: { description: 'They say yes.' },
    DOUBLE_OPT_IN: { description: 'They say yes and confirm it: until then nothing was said.' },
    OPT_OUT: { description: 'They can say no.' },
    NOTICE_ONLY: { description: 'They are told, and not asked.' },
  },
});
