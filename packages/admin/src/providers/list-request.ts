import type { GetListParams } from 'ra-core';
import type { SortField, SortInput } from '../generated/graphql';

/** What the API calls a column that a list is sorted by: `createdAt` is `CREATED_AT`. */
export const sortField = (column: string): SortField =>
  column.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase() as SortField;

/** The page of a list, as the API is asked for it. A criterion that is empty is no criterion. */
export function listRequest<Filter extends object>({ pagination, sort, filter }: GetListParams) {
  const criteria = Object.entries((filter ?? {}) as Record<string, unknown>).filter(([, value]) =>
    isGiven(value),
  );
  const order: SortInput[] = sort ? [{ field: sortField(sort.field), order: sort.order }] : [];
  return {
    filter: Object.fromEntries(criteria) as Filter,
    sort: order,
    page: pagination?.page ?? 1,
    perPage: pagination?.perPage ?? 25,
  };
}

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

interface Days {
  readonly from?: string;
  readonly to?: string;
}

/** Days as people choose them, both included, as instants: from the first moment up to the moment after the last. */
export function instantsOf<Filter extends Days>({ from, to, ...rest }: Filter) {
  return {
    ...rest,
    ...(from && { from: startOfDay(from, 0).toISOString() }),
    ...(to && { to: startOfDay(to, 1).toISOString() }),
  };
}

function startOfDay(day: string, plusDays: number): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays);
}
