import type { Sent, Tally } from './send.js';

export interface ImportSummary extends Sent {
  readonly experiment: string;
  readonly rows: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
}

const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function summaryText(summary: ImportSummary, server: string): string {
  const { experiment, rows, seconds, rowsPerSecond, exposures, outcomes, rejections } = summary;
  const speed = `${seconds.toFixed(1)} s, ${COUNT.format(rowsPerSecond)} rows/s`;
  return [
    `${COUNT.format(rows)} rows are in the experiment "${experiment}" (${speed})`,
    `  exposures  ${tallyText(exposures)}`,
    `  outcomes   ${tallyText(outcomes)}`,
    ...rejections.map(({ row, code, message }) => `  row ${row} rejected, ${code}: ${message}`),
    `Results: ${server}/#/experiments/${experiment}/show`,
    `     or: experimentResults(key: "${experiment}") at ${server}/graphql`,
  ].join('\n');
}

const tallyText = ({ accepted, duplicates, rejected }: Tally): string =>
  `${COUNT.format(accepted)} new, ${COUNT.format(duplicates)} known already, ${COUNT.format(rejected)} rejected`;
