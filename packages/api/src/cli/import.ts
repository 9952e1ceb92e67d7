import { basename } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { addressOf, urlOption } from './address.js';
import { CliError, usageError } from './cli-error.js';
import { EXIT } from './exit-code.js';
import { ApiClient } from './imports/api-client.js';
import { factBatches } from './imports/facts.js';
import { type ImportOptions, importPlan, requireKey } from './imports/import-plan.js';
import { register } from './imports/register.js';
import { sendAll } from './imports/send.js';
import { type ImportSummary, summaryText } from './imports/summary.js';
import { interruption } from './interruption.js';
import { note, print, printJson } from './output.js';
import { progressBar } from './progress-bar.js';
import { type Trial, readTrial } from './trials/read-trial.js';
import { addTrialOptions } from './trials/trial-options.js';

const EXAMPLES = `Examples:
  export PROBITY_KEY=$(probity keys create --name import --role experimenter --json | jq -r .key)
  probity import test.csv --experiment spring --variant segment --control "No E-Mail" --metric visit --metric spend
  probity import test.csv --experiment spring --variant arm --control a --metric bought --recipient customer_id
Running it twice changes nothing; a run that was cut short is completed by the next.
`;

interface ImportCommandOptions extends ImportOptions {
  readonly recipient?: string;
  readonly url?: string;
  readonly key?: string;
  readonly retryFor: number;
  readonly json?: true;
}

export function addImport(program: Command): void {
  addTrialOptions(
    program
      .command('import')
      .description('a finished test in a CSV file becomes an experiment of a running server')
      .argument('<file.csv>', 'the file, with a header')
      .requiredOption(
        '--experiment <key>',
        'the key of the experiment; made and started unless it is there',
        key => requireKey(key),
      ),
  )
    .option('--recipient <column>', 'the column that names the recipient; the number of the row unless given')
    .option('--name <name>', 'the name of the experiment; its key unless given')
    .option('--url <url>', 'the server; http://127.0.0.1:4000 unless given', urlOption)
    .option('--key <key>', 'an API key of role experimenter; PROBITY_KEY unless given')
    .option('--retry-for <seconds>', 'how long to wait for a server that is away', secondsOption, 30)
    .option('--json', 'print a summary as JSON')
    .addHelpText('before', EXAMPLES)
    .action(importFile);
}

function secondsOption(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds >= 0 && seconds <= 86_400) return seconds;
  throw usageError('bad-number', `--retry-for is a number of seconds, not "${text}"`);
}

async function importFile(file: string, options: ImportCommandOptions): Promise<void> {
  const client = clientFor(options);
  const { variant, metric, recipient } = options;
  const trial = await readTrial(file, { variant, numeric: metric.map(({ column }) => column), recipient });
  const summary = await send(client, trial, file, options);
  if (options.json) printJson(summary);
  else print(summaryText(summary, serverOf(options)));
  const rejected = summary.exposures.rejected + summary.outcomes.rejected;
  if (rejected > 0) {
    throw new CliError(
      'rejected',
      `${rejected} facts were not taken; the summary shows the first of them`,
      EXIT.failure,
    );
  }
}

const serverOf = ({ url }: Pick<ImportCommandOptions, 'url'>): string => {
  const { host, port } = readConfig();
  return url ?? addressOf(host, port);
};

function clientFor(options: ImportCommandOptions): ApiClient {
  const key = options.key ?? readConfig().apiKey;
  if (key === null) {
    throw usageError(
      'no-key',
      'set PROBITY_KEY or --key: probity keys create --name import --role experimenter',
    );
  }
  const retryForMs = options.retryFor * 1000;
  return new ApiClient({ url: serverOf(options), key, retryForMs, signal: interruption() });
}

async function send(
  client: ApiClient,
  trial: Trial,
  file: string,
  options: ImportCommandOptions,
): Promise<ImportSummary> {
  const plan = importPlan(trial, options);
  const batches = factBatches(trial, plan);
  const startedAt = await register(client, plan, basename(file));
  const bar = await progressBar(trial.rows, 'rows');
  const startedMs = performance.now();
  try {
    const sent = await sendAll(client, batches(startedAt), ({ kind, rows }) => {
      if (kind === 'exposures') bar.advance(rows.length);
    });
    const seconds = (performance.now() - startedMs) / 1000;
    return {
      experiment: plan.experimentKey,
      rows: trial.rows,
      ...sent,
      seconds,
      rowsPerSecond: trial.rows / seconds,
    };
  } catch (error) {
    if (trial.rows > 0) note('what was sent is kept: run the same command again to complete it');
    throw error;
  } finally {
    bar.stop();
  }
}
