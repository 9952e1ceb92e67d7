/** What sees that something is wrong, from a line of an export to what lies outside the database. */
export const LAYERS = {
  FORM: 'the line is one of an export, in canonical JSON',
  ORDER: 'every place is taken, once and in order',
  RECORD: 'the entry has the hash that its place has',
  CONTENT: 'what the entry keeps of before and after has the hashes that were recorded',
  COMMITMENT: 'personal values are those that the entry commits to',
  TREE: 'the stored tree is the one of its leaves',
  SIGNATURE: 'a checkpoint is signed with this key',
  ROOT: 'the tree has the root that was signed',
  CONSISTENCY: 'the tree begins with that of an older checkpoint',
  OUTSIDE: 'the tree agrees with the checkpoints that were copied out of the database',
  RECONCILIATION: 'every governed row has the version that its entries lead to',
  GUARD: 'the triggers that keep the log are there and switched on',
} as const;

export type Layer = keyof typeof LAYERS;

/** The first thing that is wrong with a log. */
export interface Finding {
  readonly layer: Layer;
  /** The entry, counted from 0; the first of those that it may be, where `until` is given. Null: no entry in particular. */
  readonly index: number | null;
  /** Where it cannot be told which entry it is: it is one before this. */
  readonly until: number | null;
  readonly entryId: string | null;
  readonly what: string;
}

export const finding = (
  layer: Layer,
  what: string,
  { index = null, until = null, entryId = null }: Partial<Finding> = {},
): Finding => ({ layer, index, until, entryId, what });
