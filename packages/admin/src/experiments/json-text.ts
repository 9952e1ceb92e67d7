/** A JSON object typed as text; nothing typed is null. */
export type JsonText = { readonly value: Record<string, unknown> | null } | { readonly problem: string };

export function readJson(text: string): JsonText {
  if (text.trim() === '') return { value: null };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { value: value as Record<string, unknown> };
    }
    return { problem: 'This is JSON, but not an object: write {"name": "value"}.' };
  } catch (error) {
    return {
      problem: `This is not JSON yet: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
    };
  }
}

export const writeJson = (value: unknown): string =>
  value === null || value === undefined ? '' : JSON.stringify(value, null, 2);

/** For forms: what is wrong with the text, or undefined. */
export function jsonProblem(text: unknown): string | undefined {
  const read = readJson(typeof text === 'string' ? text : '');
  return 'problem' in read ? read.problem : undefined;
}
