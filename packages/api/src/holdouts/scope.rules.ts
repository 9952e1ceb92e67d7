import { badInput } from '../kernel/errors.js';
import type { Scope } from './coverage.rules.js';
import type { Holdout } from './holdout.entity.js';
import type { HoldoutScope } from './holdout.enums.js';

type StoredScope = Pick<Holdout, 'scope' | 'channel' | 'market' | 'experimentKeys'>;

const MOST_EXPERIMENTS = 200;
/** Which field each scope takes, and no other. */
const FIELD: Readonly<Record<`${HoldoutScope}`, keyof Omit<Scope, 'scope'> | null>> = {
  GLOBAL: null,
  CHANNEL: 'channel',
  MARKET: 'market',
  EXPERIMENTS: 'experimentKeys',
};

/** The scope as it is stored. What does not belong to it is refused, not dropped. */
export function scopeFrom(input: Scope): StoredScope {
  const needed = FIELD[input.scope];
  for (const field of ['channel', 'market', 'experimentKeys'] as const) {
    if (field !== needed && input[field] != null) {
      throw badInput(field, `a holdout of the scope ${input.scope} names no ${field}`);
    }
  }
  const named = needed && input[needed];
  const count = named?.length ?? 0;
  if (needed && (count === 0 || (typeof named === 'string' && named.trim() === ''))) {
    throw badInput(needed, `a holdout of the scope ${input.scope} names its ${needed}`);
  }
  if (needed === 'experimentKeys' && count > MOST_EXPERIMENTS) {
    throw badInput(needed, `a holdout names at most ${MOST_EXPERIMENTS} experiments`);
  }
  return {
    scope: input.scope as HoldoutScope,
    channel: input.channel?.trim() ?? null,
    market: input.market?.trim() ?? null,
    experimentKeys: input.experimentKeys ? [...new Set(input.experimentKeys)] : null,
  };
}
