import type {
  ExemptionCategory,
  HoldoutRowFragment,
  HoldoutScope,
  HoldoutState,
  HoldoutWholeFragment,
} from '../generated/graphql';

export type Holdout = HoldoutWholeFragment;
export type HoldoutRow = HoldoutRowFragment;

export const SCOPE_WORDS: Readonly<Record<HoldoutScope, { readonly name: string; readonly says: string }>> = {
  GLOBAL: { name: 'Everything', says: 'every experiment. One such holdout can be open at a time' },
  CHANNEL: { name: 'One channel', says: 'its experiments, and those that name no channel' },
  MARKET: { name: 'One market', says: 'its experiments, and those that name no market' },
  EXPERIMENTS: { name: 'Some experiments', says: 'those that you choose' },
};

export const SCOPE_CHOICES = (Object.keys(SCOPE_WORDS) as HoldoutScope[]).map(id => ({
  id,
  name: SCOPE_WORDS[id].name,
}));

export const CATEGORY_WORDS: Readonly<Record<ExemptionCategory, string>> = {
  TRANSACTIONAL: 'Transactional: an order confirmation, a receipt, a password',
  LEGAL: 'Legal: what the law asks to be sent',
  SAFETY: 'Safety: a recall, a security notice',
};

export const STATES: Readonly<
  Record<HoldoutState, { readonly label: string; readonly tone: 'success' | 'primary' | 'neutral' }>
> = {
  OPEN: { label: 'Open', tone: 'success' },
  FROZEN: { label: 'Frozen', tone: 'primary' },
  CLOSED: { label: 'Closed', tone: 'neutral' },
};

export const STATE_CHOICES = (Object.keys(STATES) as HoldoutState[]).map(id => ({
  id,
  name: STATES[id].label,
}));

type Scoped = Pick<HoldoutRow, 'scope' | 'channel' | 'market' | 'experimentKeys'>;

/** From what a holdout keeps its members, in words. */
export function scopeText({ scope, channel, market, experimentKeys }: Scoped): string {
  switch (scope) {
    case 'GLOBAL':
      return 'Every experiment';
    case 'CHANNEL':
      return `The channel ${channel}`;
    case 'MARKET':
      return `The market ${market}`;
    case 'EXPERIMENTS':
      return experimentKeys?.length === 1
        ? `The experiment ${experimentKeys[0]}`
        : `${experimentKeys?.length ?? 0} experiments`;
    default:
      return scope satisfies never;
  }
}
