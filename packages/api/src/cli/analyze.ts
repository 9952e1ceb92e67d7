import { stat } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { designFrom } from '../experiments/design.rules.js';
import { analyse } from '../results/result.rules.js';
import { usageError } from './cli-error.js';
import { print, printJson } from './output.js';
import { resultsText } from './results-text.js';
import { evidenceOf } from './trials/evidence.js';
import { readTrial } from './trials/read-trial.js';
import { type TrialOptions, addTrialOptions } from './trials/trial-options.js';

const EXAMPLES = `Examples:
  probity analyze test.csv --variant segment --control "No E-Mail" --metric visit --metric spend:mean
  probity analyze test.csv --variant arm --control a --metric revenue --covariate revenue_before
  probity analyze test.csv --variant arm --control a --metric bought --weights a=1,b=9 --json
`;

interface AnalyzeOptions extends TrialOptions {
  readonly covariate?: string;
  readonly alpha: number;
  readonly method: 'fixed' | 'sequential' | 'bayesian';
  readonly planned?: number;
  readonly json?: true;
}

export function addAnalyze(program: Command): void {
  addTrialOptions(
    program
      .command('analyze')
      .description('analyse a finished test in a CSV file, one row for each recipient; needs no server')
      .argument('<file.csv>', 'the file, with a header'),
  )
    .option('--covariate <column>', 'a column known before the test, to reduce variance (CUPED)')
    .option('--alpha <a>', 'the false-positive rate accepted', numberOption('--alpha'), 0.05)
    .addOption(
      new Option('--method <method>', 'how to compare')
        .choices(['fixed', 'sequential', 'bayesian'])
        .default('fixed'),
    )
    .option(
      '--planned <n>',
      'how many recipients were planned, for the sequential method',
      numberOption('--planned'),
    )
    .option('--json', 'print ExperimentResults as the API gives them')
    .addHelpText('before', EXAMPLES)
    .action(analyze);
}

const numberOption =
  (name: string) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value)) return value;
    throw usageError('bad-number', `${name} is a number, not "${text}"`);
  };

async function analyze(file: string, options: AnalyzeOptions): Promise<void> {
  const { variant, metric, covariate, alpha, method, planned } = options;
  const [primary = '', ...secondary] = metric.map(({ column }) => column);
  const design = designFrom({
    primaryMetric: primary,
    secondaryMetrics: secondary,
    method: method.toUpperCase() as 'FIXED' | 'SEQUENTIAL' | 'BAYESIAN',
    alpha,
    correction: 'HOLM',
    plannedRecipients: planned ?? null,
    covariateMetric: covariate ?? null,
  });
  const numeric = new Set([primary, ...secondary, ...(covariate === undefined ? [] : [covariate])]);
  const trial = await readTrial(file, { variant, numeric: [...numeric] });
  // The same file gives the same output, today and tomorrow.
  const { mtime } = await stat(file);
  const evidence = evidenceOf(trial, options, mtime);
  const results = analyse(design, evidence);
  if (options.json) printJson(results);
  else print(resultsText(results, { design, evidence, file }));
}
