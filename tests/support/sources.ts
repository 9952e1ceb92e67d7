import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One import or re-export of a file. */
export interface Import {
  readonly from: string;
  /** Erased by the compiler: it ties nothing together at run time. */
  readonly isTypeOnly: boolean;
}

/** The TypeScript files below these folders, relative to the root. */
export const sourceFiles = (root: string, folders: readonly string[]): string[] =>
  folders
    .flatMap(folder => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(path => !/(^|\/)(node_modules|dist|dist-types)\//.test(path))
    .toSorted();

const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s+'([^']+)'/gm;
const BARE = /^\s*import\s+'([^']+)'/gm;

export function importsOf(path: string): Import[] {
  const text = readFileSync(path, 'utf8');
  const named = [...text.matchAll(STATEMENT)].map(([, type, clause = '', from = '']) => ({
    from,
    isTypeOnly: type !== undefined || areAllTypes(clause),
  }));
  const bare = [...text.matchAll(BARE)].map(([, from = '']) => ({ from, isTypeOnly: false }));
  const dynamic = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, from = '']) => ({
    from,
    isTypeOnly: false,
  }));
  return [...named, ...bare, ...dynamic];
}

/** `import { type A, type B }` is erased as well, under verbatimModuleSyntax all but its file. */
function areAllTypes(clause: string): boolean {
  const names = /^\{([\s\S]*)\}$/.exec(clause.trim())?.[1];
  if (names === undefined) return false;
  const parts = names
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
  return parts.length > 0 && parts.every(part => part.startsWith('type '));
}
