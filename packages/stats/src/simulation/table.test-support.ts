import type { Tally } from './experiments.test-support.js';
import { type Judged, judged } from './verdict.test-support.js';

/** One engine on one population: without an effect, and (null where that was not simulated) with one. */
export interface Row {
  readonly population: string;
  readonly nominal: number;
  readonly same: Tally;
  readonly different: Tally | null;
}

const HEADING = [
  'population',
  'read',
  'engine',
  'nominal',
  'A/A: false positives',
  'verdict',
  'A/B: coverage',
  'verdict',
  'A/B: found',
  'runs',
];

/** The rows as a markdown table; rates in per cent with their 99 % error bars. */
export function markdown(rows: readonly Row[]): string {
  return table([HEADING, ...rows.map(cellsOf)]);
}

/** Lines of cells as a markdown table, the first line its heading, columns aligned. */
export function table(lines: readonly (readonly string[])[]): string {
  const [heading = [], ...body] = lines;
  const widths = heading.map((_, column) => Math.max(...lines.map(line => (line[column] ?? '').length)));
  const row = (cells: readonly string[], fill: string) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, fill)).join(' | ')} |`;
  return [row(heading, ' '), row([], '-'), ...body.map(cells => row(cells, ' '))].join('\n');
}

function cellsOf({ population, nominal, same, different }: Row): string[] {
  const falsePositives = judged(same.rejected, same.runs, same.promise, nominal);
  const misses =
    different === null || different.missed === null
      ? null
      : judged(different.missed, different.runs, different.promise, nominal);
  return [
    population,
    same.read,
    same.engine,
    `${percent(nominal)} %`,
    withBar(falsePositives),
    falsePositives.verdict,
    misses === null ? '' : withBar(complement(misses)),
    misses?.verdict ?? '',
    different === null ? '' : `${percent(different.rejected / different.runs)} %`,
    String(same.runs),
  ];
}

function complement({ rate, bar, verdict }: Judged): Judged {
  return { rate: 1 - rate, bar: { ...bar, lower: 1 - bar.upper, upper: 1 - bar.lower }, verdict };
}

function withBar({ rate, bar }: Judged): string {
  return `${percent(rate)} % (${percent(bar.lower)}-${percent(bar.upper)})`;
}

function percent(share: number): string {
  return (100 * share).toFixed(share < 0.01 ? 3 : 2);
}
