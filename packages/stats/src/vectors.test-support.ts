import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** A value of a reference case; numbers beyond a double are decimal strings, undefined ones are null. */
export type Value = number | string | null | boolean | readonly Value[] | { readonly [key: string]: Value };

/** One case of a reference family: what went in, and what mpmath, scipy or R gave. */
export interface Case {
  readonly id: string;
  readonly inputs: { readonly [key: string]: Value };
  readonly outputs: { readonly [key: string]: Value };
}

/** The reference cases of a family, from `fixtures/`. */
export function casesOf(family: string): readonly Case[] {
  const file = new URL(`../fixtures/${family}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases;
}

const DATA = new URL('../../../../shared/data/', import.meta.url);

/** Real data lies beside the checkout, and only on some machines. */
export const hasRealData = existsSync(new URL('hillstrom.csv', DATA));

/** Rows of a data file, by column name; fields in quotes may hold commas. */
export function realData(file: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(new URL(file, DATA), 'utf8').trimEnd().split(/\r?\n/);
  const columns = fieldsOf(head as string);
  return lines.map(line => {
    const fields = fieldsOf(line);
    return Object.fromEntries(columns.map((column, i) => [column, fields[i] as string]));
  });
}

function fieldsOf(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g), match => match[1] ?? match[2] ?? '');
}

/** Compares relatively; below 1e-300, where doubles lose digits, absolutely. */
export function expectClose(actual: number | null, expected: Value | undefined, relative = 1e-10): void {
  const truth = Number(expected);
  const tolerance = relative * Math.max(Math.abs(truth), 1e-300);
  expect(Math.abs((actual as number) - truth), `${actual} should be ${truth}`).toBeLessThanOrEqual(tolerance);
}

/** One field of a case as a number. */
export function numberAt(fields: Case['inputs'], key: string): number {
  const value = fields[key];
  if (typeof value !== 'number') throw new Error(`${key} is not a number in this case`);
  return value;
}

/** One field of a case as text. */
export function textAt(fields: Case['inputs'], key: string): string {
  const value = fields[key];
  if (typeof value !== 'string') throw new Error(`${key} is not a text in this case`);
  return value;
}

/** One field of a case as numbers. */
export function numbersAt(fields: Case['inputs'], key: string): number[] {
  return (fields[key] as readonly number[]).slice();
}

/** The moments of one arm, from its values or from its sufficient statistics. */
export function momentsAt(
  fields: Case['inputs'],
  arm: 'a' | 'b',
): { n: number; mean: number; variance: number } {
  return {
    n: numberAt(fields, `n_${arm}`),
    mean: numberAt(fields, `mean_${arm}`),
    variance: numberAt(fields, `var_${arm}`),
  };
}

/** Numbers that look random and are the same on every machine (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
