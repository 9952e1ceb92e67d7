import { type RaRecord, type UseGetOneHookValue, useGetOne } from 'ra-core';
import { ApiError } from './errors';

const WHOLE = { isWhole: true };

/** What may be otherwise a moment later. What is refused, or not there, stays so, and nobody waits seconds to be told. */
const PASSING = new Set(['UNREACHABLE', 'UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);
const MOST_RETRIES = 3;

export const isRetried = (failures: number, error: unknown): boolean =>
  failures < MOST_RETRIES && (!(error instanceof ApiError) || PASSING.has(error.code));

/**
 * One record with everything in it. A list leaves its rows where react-admin looks for single records, and a row has
 * only the columns of the list; the mark keeps the two apart.
 */
export const useWhole = <Whole extends RaRecord>(resource: string, id: string): UseGetOneHookValue<Whole> =>
  useGetOne<Whole>(resource, { id, meta: WHOLE }, { retry: isRetried });
