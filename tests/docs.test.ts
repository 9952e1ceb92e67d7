import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../packages/api/src/kernel/errors.js';
import { sourceFiles } from './support/sources.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const section = (text: string, title: string): string =>
  text.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const rows = (text: string): string[][] =>
  [...text.matchAll(/^\| `(.+?)` \|(.*)\|$/gm)].map(([, first = '', rest = '']) => [
    first,
    ...rest.split('|').map(cell => cell.trim()),
  ]);

describe('the README of the API', () => {
  it('lists every error code with its status and meaning, and no other', () => {
    const documented = rows(section(read('packages/api/README.md'), 'Errors'));

    expect(documented).toEqual(
      Object.entries(ERRORS).map(([code, { status, when }]) => [code, String(status), when]),
    );
  });

  it('lists every rule that the domain refuses by, and no other', () => {
    const documented = rows(section(read('packages/api/README.md'), 'Rules')).map(([rule]) => rule);
    const text = sourceFiles(root, ['packages/api/src'])
      .filter(path => !path.endsWith('.test.ts'))
      .map(read)
      .join('\n');
    const refused = new Set([...text.matchAll(/\bviolation\(\s*'([a-z-]+)'/g)].map(([, rule]) => rule));

    expect(documented).toEqual([...refused].map(String).toSorted((one, other) => (one < other ? -1 : 1)));
  });
});

describe('the house plan', () => {
  it('names every room', () => {
    const rooms = new Set(
      sourceFiles(root, ['packages/api/src']).flatMap(
        path => /^packages\/api\/src\/(\w+)\//.exec(path)?.[1] ?? [],
      ),
    );
    const plan = read('ARCHITECTURE.md');

    expect([...rooms].filter(room => !plan.includes(`\`${room}/\``))).toEqual([]);
  });
});
