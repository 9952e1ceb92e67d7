import { isDeepStrictEqual } from 'node:util';
import { type Operation, type Pointer, createPatch } from 'rfc6902';

/** Longer lists are replaced whole: to find the shortest way from one to the other costs their product. */
const LONGEST_LIST = 16;

/** What was changed, as a JSON Patch (RFC 6902) of the view before; of nothing, where the thing was made. */
export const patchOf = (before: unknown, after: unknown): Operation[] =>
  createPatch(before ?? {}, after, (from: unknown, to: unknown, pointer: Pointer) => {
    if (!Array.isArray(from) || !Array.isArray(to)) return undefined;
    const isInList = pointer.tokens.some(token => /^\d+$/.test(token));
    if (!isInList && Math.max(from.length, to.length) <= LONGEST_LIST) return undefined;
    return isDeepStrictEqual(from, to) ? [] : [{ op: 'replace', path: pointer.toString(), value: to }];
  });
