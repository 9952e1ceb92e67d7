import type { Actor } from '../kernel/actor.js';
import { type Networks, networksOf } from './address.rules.js';
import type { ApiKey } from './api-key.entity.js';

/** Who has a key, and where they may use it. */
export interface Bearer {
  readonly actor: Actor;
  /** Null: anywhere. */
  readonly networks: Networks | null;
}

type KeyBearer = Pick<ApiKey, 'id' | 'name' | 'role' | 'operations' | 'markets' | 'addresses'> &
  Partial<Pick<ApiKey, 'onBehalfOf'>>;

/** Made once for a key, so that to ask what it is limited to costs next to nothing. */
export const bearerOf = ({
  id,
  name,
  role,
  operations,
  markets,
  addresses,
  onBehalfOf,
}: KeyBearer): Bearer => ({
  actor: {
    type: 'KEY',
    id,
    name,
    roles: [role],
    operations: operations && new Set(operations),
    markets,
    ...(onBehalfOf != null && { onBehalfOf }),
  },
  networks: addresses && networksOf('addresses', addresses),
});
