import { hash } from './hash.rules.js';

/** A stretch, [start, end) in shares of 1, of a line on which experiments that exclude each other lie side by side. */
export type Namespace = readonly [id: string, start: number, end: number];

/**
 * Whether a key lies in its stretch of a namespace: GrowthBook's, by version 1 of the hash.
 *
 * @see https://docs.growthbook.io/lib/build-your-own#innamespace
 */
export function inNamespace(key: string, [id, start, end]: Namespace): boolean {
  const place = hash(`__${id}`, key, 1);
  return place >= start && place < end;
}
