import { expect, it } from 'vitest';
import { FIRST_PLACE, providerAddress, wantedPlace } from './wanted-place';

it('who was sent to the sign-in page comes back to the page that they wanted, with its filters', () => {
  const left = { nextPathname: '/audit', nextSearch: '?filter=%7B%22q%22%3A%22a%22%7D' };

  expect(wantedPlace(left)).toBe('/audit?filter=%7B%22q%22%3A%22a%22%7D');
});

it.each([
  ['nothing', null],
  ['the root', { nextPathname: '/', nextSearch: '' }],
  ['the sign-in page', { nextPathname: '/sign-in', nextSearch: '?token=x' }],
  ['the page that react-admin signs in on', { nextPathname: '/login', nextSearch: '' }],
  ['an invitation', { nextPathname: '/invitation', nextSearch: '?token=x' }],
  ['no place of ours', { nextPathname: 'https://elsewhere.example/' }],
  ['no text', { nextPathname: 1 }],
])('who wanted %s begins where everybody does', (_what, left) => {
  expect(wantedPlace(left)).toBe(FIRST_PLACE);
});

it('the way back from the provider survives being an argument of an address', () => {
  const place = '/audit?filter={"q":"a&b #1 + %"}';
  const address = new URL(providerAddress(place, { isStepUp: true }), 'https://probity.example');

  expect(address.searchParams.get('return')).toBe(`/#${place}`);
  expect(address.searchParams.get('step-up')).toBe('1');
  expect(new URL(providerAddress(place), address).searchParams.has('step-up')).toBe(false);
});
