import { type RaRecord, type UseGetOneHookValue, useGetOne } from 'ra-core';

const WHOLE = { isWhole: true };

/**
 * One record with everything in it. A list leaves its rows where react-admin looks for single records, and a row has
 * only the columns of the list; the mark keeps the two apart.
 */
export const useWhole = <Whole extends RaRecord>(resource: string, id: string): UseGetOneHookValue<Whole> =>
  useGetOne<Whole>(resource, { id, meta: WHOLE });
