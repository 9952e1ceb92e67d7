import { expect, it } from 'vitest';
import { wayToProve } from './way-to-prove';

const HERE = { oidc: { name: 'Example Inc.' } };
const PERSON = { email: 'ada@example.com', hasPassword: true, hasSingleSignOn: false };

it('who has a password alone is asked for it, also where there is a provider', () => {
  expect(wayToProve(PERSON, HERE)).toEqual({ isByPassword: true, provider: null, isWithoutAccount: false });
});

it('who signs in at the provider alone is led there, and asked for no password', () => {
  const person = { ...PERSON, hasPassword: false, hasSingleSignOn: true };

  expect(wayToProve(person, HERE)).toMatchObject({ isByPassword: false, provider: 'Example Inc.' });
});

it('who has both may choose', () => {
  const both = { ...PERSON, hasSingleSignOn: true };

  expect(wayToProve(both, HERE)).toMatchObject({ isByPassword: true, provider: 'Example Inc.' });
});

it('nobody is led to a provider that is not set up any more', () => {
  const person = { ...PERSON, hasPassword: false, hasSingleSignOn: true };

  expect(wayToProve(person, { oidc: null })).toMatchObject({ isByPassword: false, provider: null });
});

it('who was signed in by a link has no account', () => {
  const nobody = { email: null, hasPassword: false, hasSingleSignOn: false };

  expect(wayToProve(nobody, HERE)).toMatchObject({
    isByPassword: false,
    provider: null,
    isWithoutAccount: true,
  });
});
