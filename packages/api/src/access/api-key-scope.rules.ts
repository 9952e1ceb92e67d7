import type { Actor } from '../kernel/actor.js';
import { badInput, violation } from '../kernel/errors.js';
import { networksOf } from './address.rules.js';

/** What a key is limited to, within what its role may do. Null limits nothing. */
export interface KeyScope {
  /** The operations that it may use. */
  readonly operations: string[] | null;
  /** The markets whose experiments it is for. */
  readonly markets: string[] | null;
  /** The networks that it may be used from. */
  readonly addresses: string[] | null;
}

export type KeyScopeInput = { readonly [Field in keyof KeyScope]?: readonly string[] | null };

const MOST = 200;
const OPERATION = /^[A-Za-z][A-Za-z0-9]{0,99}$/;

export function scopeFrom(input: KeyScopeInput): KeyScope {
  const operations = listed('operations', input.operations);
  const malformed = operations?.find(name => !OPERATION.test(name));
  if (malformed !== undefined) throw badInput('operations', `there is no operation "${malformed}"`);
  const markets = listed('markets', input.markets);
  if (markets?.some(market => market.length > 200))
    throw badInput('markets', 'a market has at most 200 characters');
  const addresses = listed('addresses', input.addresses);
  networksOf('addresses', addresses ?? []);
  return { operations, markets, addresses };
}

/** A limit that leaves nothing is a slip: who wants a key to open nothing revokes it. */
function listed(field: keyof KeyScope, names: readonly string[] | null | undefined): string[] | null {
  if (names == null) return null;
  const distinct = [...new Set(names.map(name => name.trim()))];
  if (distinct.length > 0 && distinct.length <= MOST && !distinct.includes('')) return distinct;
  throw badInput(field, `${field} are 1 to ${MOST} names, or not given for all`);
}

/** Refuses names that no operation has: such a key would open less than its maker believes. */
export function requireKnown(names: readonly string[] | null | undefined, known: ReadonlySet<string>): void {
  const unknown = names?.find(name => !known.has(name.trim()));
  if (unknown !== undefined) throw badInput('operations', `there is no operation "${unknown}"`);
}

/** Whoever is limited hands on no more than what they have. */
export function requireCovered(scope: Pick<KeyScope, 'operations' | 'markets'>, by: Actor): void {
  const covers = (field: 'operations' | 'markets', own: ReadonlySet<string> | null) => {
    if (own === null || scope[field]?.every(name => own.has(name))) return;
    throw violation('key-wider-than-maker', `this key would be for more ${field} than its maker`, { field });
  };
  covers('operations', by.operations ?? null);
  covers('markets', by.markets ? new Set(by.markets) : null);
}
