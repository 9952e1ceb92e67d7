import { registerEnumType } from 'type-graphql';

export enum HoldoutScope {
  GLOBAL = 'GLOBAL',
  CHANNEL = 'CHANNEL',
  MARKET = 'MARKET',
  EXPERIMENTS = 'EXPERIMENTS',
}
registerEnumType(HoldoutScope, {
  name: 'HoldoutScope',
  description: 'From what a holdout keeps its members.',
  valuesConfig: {
    GLOBAL: { description: 'Every experiment. At most one such holdout is open at a time.' },
    CHANNEL: { description: 'The experiments of one channel, and those that name no channel.' },
    MARKET: { description: 'The experiments of one market, and those that name no market.' },
    EXPERIMENTS: { description: 'The experiments named.' },
  },
});

export enum HoldoutState {
  OPEN = 'OPEN',
  FROZEN = 'FROZEN',
  CLOSED = 'CLOSED',
}
registerEnumType(HoldoutState, {
  name: 'HoldoutState',
  description: 'Where a holdout is in its life.',
  valuesConfig: {
    OPEN: { description: 'Members are held out; the size may change.' },
    FROZEN: { description: 'The analysis period: members stay held out, and nothing else changes.' },
    CLOSED: { description: 'Nobody is held out any more.' },
  },
});

export enum ExemptionCategory {
  TRANSACTIONAL = 'TRANSACTIONAL',
  LEGAL = 'LEGAL',
  SAFETY = 'SAFETY',
}
registerEnumType(ExemptionCategory, {
  name: 'ExemptionCategory',
  description: 'Messages that members of a holdout receive all the same.',
  valuesConfig: {
    TRANSACTIONAL: { description: 'An order confirmation, a receipt, a password.' },
    LEGAL: { description: 'What the law asks to be sent.' },
    SAFETY: { description: 'A recall, a security notice.' },
  },
});
