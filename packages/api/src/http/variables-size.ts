/** How much came with a document: the elements of all lists, and how deep values are nested. */
export interface VariablesSize {
  readonly elements: number;
  readonly depth: number;
}

/** Without recursion: a value may be nested as deep as the body is long. */
export function variablesSize(variables: unknown): VariablesSize {
  let [elements, depth] = [0, 0];
  const open: (readonly [object, number])[] = isObject(variables) ? [[variables, 1]] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, level] = next;
    depth = Math.max(depth, level);
    const inner: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (Array.isArray(value)) elements += inner.length;
    for (const one of inner) if (isObject(one)) open.push([one, level + 1]);
  }
  return { elements, depth };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
