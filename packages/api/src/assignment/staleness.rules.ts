/** Within this time a plan is taken for the current one although nobody has said so again. */
export const KNOWN_MS = 5_000;

/**
 * For how many seconds a plan has not been known to be current; null while it is.
 *
 * @param unknownForMs since when nobody could say so
 * @param isDoubted whether something is known that the plan may lack
 */
export function staleSeconds(unknownForMs: number, isDoubted: boolean): number | null {
  if (!isDoubted && unknownForMs <= KNOWN_MS) return null;
  return Math.floor(unknownForMs / 1000);
}
