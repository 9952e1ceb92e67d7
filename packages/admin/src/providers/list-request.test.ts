import { expect, it } from 'vitest';
import { instantsOf, listRequest, sortField } from './list-request';

it('a column is called as the API calls it', () => {
  expect(sortField('createdAt')).toBe('CREATED_AT');
  expect(sortField('name')).toBe('NAME');
});

it('an empty criterion is not sent', () => {
  const { filter } = listRequest({
    pagination: { page: 2, perPage: 10 },
    sort: { field: 'startedAt', order: 'DESC' },
    filter: { q: '', status: [], market: null, channel: 'email', retired: false },
  });

  expect(filter).toEqual({ channel: 'email', retired: false });
});

it('asks for the page and the order', () => {
  expect(
    listRequest({
      pagination: { page: 2, perPage: 10 },
      sort: { field: 'startedAt', order: 'DESC' },
      filter: {},
    }),
  ).toMatchObject({ page: 2, perPage: 10, sort: [{ field: 'STARTED_AT', order: 'DESC' }] });
});

it('days are included whole, up to the moment after the last', () => {
  const { from, to } = instantsOf({ from: '2026-11-01', to: '2026-11-30' });

  expect(new Date(from ?? '').getTime()).toBe(new Date(2026, 10, 1).getTime());
  expect(new Date(to ?? '').getTime()).toBe(new Date(2026, 11, 1).getTime());
});
