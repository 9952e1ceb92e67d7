import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { CliError, usageError } from './cli-error.js';
import { note, print } from './output.js';
import { withApplication } from './with-application.js';

const EXAMPLES = `Examples:
  probity demo                             # makes the demo in an empty database
  probity demo --reset                     # asks, removes everything and makes it afresh
  npm run seed -- --yes                    # the same without asking
`;

const EVERYTHING = 'experiments, facts, the audit log, API keys and sign-in sessions';

interface DemoCommandOptions {
  readonly reset?: true;
  readonly yes?: true;
  readonly force?: true;
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('make the demo, a simulated shop, in an empty database')
    .option('--reset', `first remove everything: ${EVERYTHING}`)
    .option('--yes', 'do not ask')
    .option('--force', 'with --reset: remove also what is not of the demo')
    .addHelpText('before', EXAMPLES)
    .action(demo);
}

async function demo({ reset, yes, force }: DemoCommandOptions): Promise<void> {
  if (force && !reset) throw usageError('usage', '--force goes with --reset');
  if (reset && !yes) await requireConfirmation();
  const { created } = await withApplication(async application => {
    const { ensureDemo, resetDemo } = await import('../dev/demo.js');
    const { ResetRefusedError } = await import('../dev/reset.js');
    const options = { onProgress: note };
    if (!reset) return ensureDemo(application, options);
    return resetDemo(application, { ...options, force: force === true }).catch((error: unknown) => {
      if (error instanceof ResetRefusedError) throw new CliError('not-the-demo', refusalText(error));
      throw error;
    });
  });
  print(
    created
      ? 'the demo is made'
      : 'the database is in use: it is left as it is (demo --reset makes it afresh)',
  );
}

const refusalText = ({ message }: Error): string =>
  message.replace(/; force .*$/, '; with --force it is removed, too');

/** What is removed cannot be brought back, so that silence is a no. */
async function requireConfirmation(): Promise<void> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw usageError('not-confirmed', `this removes ${EVERYTHING}: add --yes (npm run seed -- --yes)`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>(resolve => terminal.once('close', () => resolve('')));
  try {
    const answer = await Promise.race([
      terminal.question(`This removes ${EVERYTHING}. Type "reset" to go on: `),
      closed,
    ]);
    if (answer.trim() !== 'reset') throw new CliError('not-confirmed', 'nothing was removed');
  } finally {
    terminal.close();
  }
}
