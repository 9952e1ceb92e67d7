export type ChangeKind = 'added' | 'removed' | 'changed' | 'same';

/** One value inside a record, before and after. */
export interface Change {
  /** Where it is, for example `variants.0.weightBp`. */
  readonly path: string;
  readonly kind: ChangeKind;
  readonly before: string | null;
  readonly after: string | null;
}

/** Every value of two versions of a record, in the order in which they are met. A list is compared by position. */
export function diffOf(before: unknown, after: unknown): Change[] {
  const [old, fresh] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].map(path =>
    changeAt(path, old.get(path) ?? null, fresh.get(path) ?? null),
  );
}

function changeAt(path: string, before: string | null, after: string | null): Change {
  const kind = before === after ? 'same' : before === null ? 'added' : after === null ? 'removed' : 'changed';
  return { path, kind, before, after };
}

/** The values that hold no others. What is null counts as not there. */
function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return leaves;
  if (typeof value !== 'object') return leaves.set(path || 'value', textOf(value));
  const entries = Object.entries(value);
  if (entries.length === 0 && path !== '') return leaves.set(path, Array.isArray(value) ? '[]' : '{}');
  for (const [name, inner] of entries) leavesOf(inner, path === '' ? name : `${path}.${name}`, leaves);
  return leaves;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
