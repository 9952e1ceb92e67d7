import type { EntityManager } from 'typeorm';
import { binaryArray } from '../kernel/binary-array.js';
import type { Purpose } from '../kernel/purpose.js';
import { type ConsentState, MARKS, type MarkName, type Mark, merged } from './consent.rules.js';
import { STATES } from './consent-state.sql.js';

/** What is asked about: an empty channel or brand for none in particular. */
export interface Scope {
  readonly purpose: `${Purpose}`;
  readonly channel: string;
  readonly brand: string;
}

/** What is known of a recipient: of what is asked about, and of parts of it where it was asked about less closely. */
export interface Knowledge {
  readonly wide: ConsentState;
  readonly narrow: readonly ConsentState[];
}

type StateRow = { readonly place: number; readonly is_wide: boolean } & Readonly<
  Record<string, number | string | boolean | null>
>;

const READ = MARKS.map(mark => [mark, `${mark.toLowerCase()}_at`, `${mark.toLowerCase()}_event`] as const);

/** What is known of recipients, by their place in the question; of who has said nothing, nothing. */
export async function statesOf(
  manager: EntityManager,
  recipientIds: readonly string[],
  { purpose, channel, brand }: Scope,
): Promise<ReadonlyMap<number, Knowledge>> {
  const rows = await manager.query<StateRow[]>(STATES, [
    binaryArray('uuid', recipientIds),
    purpose,
    channel,
    brand,
  ]);
  const known = new Map<number, Knowledge>();
  for (const row of rows) {
    const state = stateOf(row);
    const { wide, narrow } = known.get(row.place) ?? { wide: null, narrow: [] };
    known.set(
      row.place,
      row.is_wide
        ? { wide: wide ? merged(wide, state) : state, narrow }
        : { wide: wide ?? {}, narrow: [...narrow, state] },
    );
  }
  return known;
}

function stateOf(row: StateRow): ConsentState {
  const state: Partial<Record<MarkName, Mark>> = {};
  for (const [mark, at, event] of READ) {
    if (row[at] !== null) state[mark] = { at: row[at] as number, event: row[event] as string };
  }
  return state;
}
