/** A LIKE pattern for "contains this text", in which `%`, `_` and `\` stand for themselves. */
export const containing = (text: string): string =>
  `%${text.replace(/[\\%_]/g, character => `\\${character}`)}%`;
