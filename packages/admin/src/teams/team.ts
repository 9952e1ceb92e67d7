import type { TeamWholeFragment } from '../generated/graphql';

export type Team = TeamWholeFragment;

export const marketsText = (markets: readonly string[] | null): string =>
  markets === null ? 'All' : markets.join(', ');
