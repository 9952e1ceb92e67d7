import { type Case, casesOf, hasRealData, numbersAt, realData, textAt } from '../vectors.test-support.js';

/** The reference cases whose data are at hand. */
export const cases = casesOf('drift_distances').filter(({ inputs }) => !('data' in inputs) || hasRealData);

/** The cases that compare two samples of numbers. */
export const sampleCases = cases.filter(({ outputs }) => 'ks_D' in outputs);

/** The cases that compare counts of bins or categories. */
export const countCases = cases.filter(({ outputs }) => 'counts_ref' in outputs);

/** The two samples of a case, from its lists or from a data file. */
export function samplesOf(inputs: Case['inputs']): { reference: number[]; current: number[] } {
  if (!('data' in inputs)) {
    return { reference: numbersAt(inputs, 'reference'), current: numbersAt(inputs, 'current') };
  }
  const rows = realData(textAt(inputs, 'data'));
  const valuesOf = (some: typeof rows) => some.map(row => Number(row[textAt(inputs, 'column')]));
  if ('segment' in (rows[0] as object)) {
    const inSegment = (name: string) => valuesOf(rows.filter(row => row['segment'] === name));
    return {
      reference: inSegment(textAt(inputs, 'reference')),
      current: inSegment(textAt(inputs, 'current')),
    };
  }
  const half = Math.floor(rows.length / 2);
  return { reference: valuesOf(rows.slice(0, half)), current: valuesOf(rows.slice(half)) };
}

/** So many numbers between 0 and 1, rounded to so many digits. */
export function randomSample(random: () => number, size: number, digits = 15): number[] {
  return Array.from({ length: size }, () => Number(random().toFixed(digits)));
}

/** Counts of so many bins, some of them 0. */
export function randomCounts(random: () => number, bins: number): number[] {
  return Array.from({ length: bins }, () => (random() < 0.2 ? 0 : Math.floor(1 + 1000 * random())));
}
