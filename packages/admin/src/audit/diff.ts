export type ChangeKind = 'added' | 'removed' | 'changed' | 'same';

/** One value inside a record, before and after. */
export interface Change {
  /** Where it is, for example `variants.0.weightBp`. */
  readonly path: string;
  readonly kind: ChangeKind;
  readonly before: string | null;
  readonly after: string | null;
}

/** What is shown in the place of a personal value that is gone. */
export const ERASED = 'erased';

/**
 * Every value of two versions of a record, in the order in which they are met. A list is compared by position.
 *
 * @param patch the change as it was recorded: of two values that are both erased, it alone tells that they differed
 */
export function diffOf(before: unknown, after: unknown, patch: unknown = null): Change[] {
  const [old, fresh] = [leavesOf(before), leavesOf(after)];
  const patched = new Set(patchedPaths(patch));
  return [...new Set([...old.keys(), ...fresh.keys()])].map(path => {
    const change = changeAt(path, old.get(path) ?? null, fresh.get(path) ?? null);
    return change.kind === 'same' && change.before === ERASED && patched.has(path)
      ? { ...change, kind: 'changed' }
      : change;
  });
}

function changeAt(path: string, before: string | null, after: string | null): Change {
  const kind = before === after ? 'same' : before === null ? 'added' : after === null ? 'removed' : 'changed';
  return { path, kind, before, after };
}

/** The paths of a JSON Patch (RFC 6902), written as ours are. */
const patchedPaths = (patch: unknown): string[] =>
  (Array.isArray(patch) ? (patch as { path?: unknown }[]) : [])
    .map(({ path }) => (typeof path === 'string' ? path : ''))
    .map(path => path.slice(1).split('/').map(unescaped).join('.'));

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

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
