import { welch } from '../comparison/welch.js';
import type { Moments } from '../moments/moments.js';
import { sequentialDifference } from '../sequential/confidence-sequence.js';
import { sampleRatio } from '../trust/sample-ratio.js';
import { sequentialSampleRatio } from '../trust/sequential-sample-ratio.js';

/** Both arms of a shop's experiment at one moment. */
interface Look {
  readonly control: Moments;
  readonly treatment: Moments;
}

/** One metric of one variant against control, look after look; counts and moments are since the start. */
export interface Series {
  readonly experiment: string;
  readonly variant: string;
  /** 1 is binary, 2 and 3 are counts, 4 is an amount. */
  readonly metric: number;
  /** Those at which both arms have a variance, which is missing from 779 rows. */
  readonly looks: readonly Look[];
  /** Units in each arm at every look, of which no row lacks any. */
  readonly counts: readonly (readonly [control: number, treatment: number])[];
}

/**
 * The series of asos_digital_experiments_dataset.csv.
 *
 * @see Liu, Cardoso, Couturier & McCoy (2021), https://arxiv.org/abs/2111.10198; the data at https://osf.io/64jsb
 */
export function seriesOf(csv: string): Series[] {
  const [, ...lines] = csv.trimEnd().split(/\r?\n/);
  const series = new Map<string, Series & { looks: Look[]; counts: [number, number][] }>();
  for (const line of lines) {
    const [experiment, variant, metric, , nC, nT, meanC, meanT, varianceC, varianceT] = line.split(
      ',',
    ) as Row;
    const key = `${experiment} ${variant} ${metric}`;
    const one = series.get(key) ?? { experiment, variant, metric: Number(metric), looks: [], counts: [] };
    series.set(key, one);
    one.counts.push([Number(nC), Number(nT)]);
    if (varianceC === '' || varianceT === '') continue;
    one.looks.push({
      control: { n: Number(nC), mean: Number(meanC), variance: Number(varianceC) },
      treatment: { n: Number(nT), mean: Number(meanT), variance: Number(varianceT) },
    });
  }
  return [...series.values()];
}

type Row = [string, string, string, string, string, string, string, string, string, string];

/** How a series ends under three ways of reading it, each at 5 %. */
interface Ending {
  readonly atEnd: boolean;
  readonly sequential: boolean;
  /** At some look, by a test that allows for one. */
  readonly peeking: boolean;
  /** Share of the final sample that stopping at the sequential test's first rejection saves; null without one. */
  readonly saved: number | null;
}

/** Reads one series at every look from the minimum sample on, tuned to its final total. */
function endingOf({ metric, looks }: Series): Ending {
  const total = ({ control, treatment }: Look) => control.n + treatment.n;
  const last = looks.at(-1) as Look;
  const tuningSize = total(last);
  let firstRejection: number | null = null;
  let peeking = false;
  for (const look of looks) {
    if (!isReported(look, metric)) continue;
    peeking ||= welch(look.control, look.treatment).pValue < 0.05;
    if (firstRejection !== null) continue;
    const { pValue } = sequentialDifference(look.control, look.treatment, { tuningSize });
    if (pValue < 0.05) firstRejection = total(look);
  }
  return {
    atEnd: welch(last.control, last.treatment).pValue < 0.05,
    sequential: firstRejection !== null,
    peeking,
    saved: firstRejection === null ? null : 1 - firstRejection / tuningSize,
  };
}

function isReported({ control, treatment }: Look, metric: number): boolean {
  return [control, treatment].every(
    ({ n, mean, variance }) => n >= 150 && variance > 0 && (metric !== 1 || n * mean >= 25),
  );
}

export interface Endings {
  /** Those that have a variance at some look; the others cannot be read. */
  readonly series: number;
  readonly atEnd: number;
  readonly sequential: number;
  readonly peeking: number;
  /** Sequential rejections at an earlier look than the last. */
  readonly stoppedEarly: number;
  /** Median over those of the share of the sample saved; 0 without any. */
  readonly medianSaved: number;
  /** Rejected at the end but at no look of the sequential test, and the other way round. */
  readonly onlyAtEnd: number;
  readonly onlySequential: number;
}

/** How many series end which way. */
export function endingsOf(series: readonly Series[]): Endings {
  const endings = series.filter(({ looks }) => looks.length > 0).map(endingOf);
  const count = (holds: (ending: Ending) => boolean) => endings.filter(holds).length;
  const saved = endings.flatMap(ending => (ending.saved !== null && ending.saved > 0 ? [ending.saved] : []));
  const sorted = saved.toSorted((a, b) => a - b);
  const middle = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0];
  return {
    series: endings.length,
    atEnd: count(({ atEnd }) => atEnd),
    sequential: count(({ sequential }) => sequential),
    peeking: count(({ peeking }) => peeking),
    stoppedEarly: saved.length,
    medianSaved: ((middle[0] as number) + (middle[1] as number)) / 2,
    onlyAtEnd: count(({ atEnd, sequential }) => atEnd && !sequential),
    onlySequential: count(({ atEnd, sequential }) => sequential && !atEnd),
  };
}

/** Whether an experiment's units look split into halves: at the end, at every look, and at some look unduly. */
export interface Split {
  readonly treatmentShare: number;
  readonly atEnd: boolean;
  readonly sequential: boolean;
  readonly peeking: boolean;
}

/** The sample-ratio tests on one series, alarm below 0.001. */
export function splitOf({ counts }: Series): Split {
  const [control, treatment] = counts.at(-1) as readonly [number, number];
  const mismatch = (pValue: number) => pValue < 0.001;
  return {
    treatmentShare: treatment / (control + treatment),
    atEnd: mismatch(sampleRatio([control, treatment], [1, 1]).pValue),
    sequential: counts.some(arms => mismatch(sequentialSampleRatio(arms, [1, 1]).pValue)),
    peeking: counts.some(arms => mismatch(sampleRatio(arms, [1, 1]).pValue)),
  };
}
