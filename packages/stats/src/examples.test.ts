import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as stats from './index.js';

interface Example {
  readonly expression: string;
  readonly result: string;
}

const EXAMPLE = /@example\s+(?:\* )?(.+?) \/\/ (.+)/g;

function examplesOf(path: string): Example[] {
  const text = readFileSync(new URL(path, import.meta.url), 'utf8');
  return Array.from(text.matchAll(EXAMPLE), match => ({
    expression: match[1] as string,
    result: match[2] as string,
  }));
}

function evaluate(expression: string): unknown {
  const names = Object.keys(stats);
  // oxlint-disable-next-line typescript/no-implied-eval -- the text of our own documentation is what is tested
  return new Function(...names, `return (${expression})`)(...Object.values(stats));
}

const examples = readdirSync(new URL('./', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts') && !path.includes('.test'))
  .flatMap(examplesOf);

describe('the documentation', () => {
  it('shows an example for every function that it exports', () => {
    const shown = examples.map(({ expression }) => /^\w+/.exec(expression)?.[0]);

    expect(Object.keys(stats).filter(name => !shown.includes(name))).toEqual([]);
  });

  it('names every function in the README, those that step through a series by the series', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const named = new Set(readme.match(/\w+/g));
    const seriesOf = (name: string) => name.replace(/(Start|Step)$/, '');
    const isNamed = (name: string) =>
      [name, seriesOf(name), `${seriesOf(name)}Scores`].some(form => named.has(form));

    expect(Object.keys(stats).filter(name => !isNamed(name))).toEqual([]);
  });

  it.each(examples)('is right that $expression gives $result', ({ expression, result }) => {
    const shown = evaluate(result);
    const actual = evaluate(expression);

    if (typeof shown !== 'number' || shown === 0) expect(actual).toEqual(shown);
    else {
      const digits = result.replace(/e.*$/, '').replace(/\D/g, '').replace(/^0+/, '').length;
      // as many digits as the documentation prints, the last one rounded
      const tolerance = Math.max(10 ** (1 - digits), 1e-14);
      expect(Math.abs((actual as number) / shown - 1)).toBeLessThanOrEqual(digits > 4 ? tolerance : 1e-14);
    }
  });
});
