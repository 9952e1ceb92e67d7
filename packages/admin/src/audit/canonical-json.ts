/** RFC 8785: the one way to write a value of JSON. Names stand in the order of their UTF-16 units, as `toSorted` has it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const named = value as Record<string, unknown>;
  const names = Object.keys(named).toSorted();
  return `{${names.map(name => `${JSON.stringify(name)}:${canonicalJson(named[name])}`).join(',')}}`;
}
