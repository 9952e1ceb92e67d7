import { badInput } from '../kernel/errors.js';

const MOST = 200;

/** The markets of a team as they are stored: each once, in order; null for all of them. */
export function requireMarkets(markets: readonly string[] | null | undefined): string[] | null {
  if (!markets) return null;
  const known = [...new Set(markets.map(market => market.trim()))].toSorted();
  if (known.length === 0)
    throw badInput('markets', 'a team has at least one market, or null for all of them');
  if (known.length > MOST || known.some(market => market === '' || market.length > 64)) {
    throw badInput('markets', `a team has at most ${MOST} markets of 1 to 64 characters each`);
  }
  return known;
}

/**
 * The markets that a person is limited to by teams: whoever is in none, or in one of all markets, is not limited.
 * Teams that are not there give nothing.
 */
export function marketsOf(
  teams: readonly string[],
  markets: readonly (readonly string[] | null)[],
): string[] | null {
  if (teams.length === 0 || markets.some(one => one === null)) return null;
  return [...new Set(markets.flatMap(one => one ?? []))].toSorted();
}
