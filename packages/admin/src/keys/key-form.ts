import type { CreateApiKeyInput } from '../generated/graphql';
import { expiryOf } from './lifetimes';
import type { Scope } from './ScopeInputs';

export interface KeyForm extends Scope {
  readonly name: string;
  readonly role: string;
  readonly days: string;
}

export const NEW_KEY: KeyForm = {
  name: '',
  role: 'model',
  days: '90',
  operations: [],
  markets: [],
  addresses: [],
};

/** A limit that names nothing is no limit. */
const limit = (names: readonly string[]): string[] | null => (names.length > 0 ? [...names] : null);

export const keyInput = (form: KeyForm, now: Date): CreateApiKeyInput => ({
  name: form.name,
  role: form.role,
  expiresAt: expiryOf(form.days, now),
  operations: limit(form.operations),
  markets: limit(form.markets),
  addresses: limit(form.addresses),
});
