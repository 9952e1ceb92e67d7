import { Command } from 'commander';
import { addAnalyze } from './analyze.js';
import { addAudit } from './audit.js';
import { addDemo } from './demo.js';
import { addDoctor } from './doctor.js';
import { addImport } from './import.js';
import { addKeys } from './keys.js';
import { addMigrate } from './migrate.js';
import { survivePipes } from './output.js';
import { report } from './report.js';
import { addServe } from './serve.js';
import { addUsers } from './users.js';
import { version } from './version.js';

const EXAMPLES = `Examples:
  probity serve                            # run everything
  probity keys create --name ci --role experimenter --json
  probity analyze test.csv --variant segment --control none --metric visit
  probity doctor                           # is this machine fit for it?
`;

/** Runs one command. The exit code is set, and the process ends by itself once everything is written and closed. */
export async function main(args: readonly string[]): Promise<void> {
  survivePipes();
  try {
    await program().parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

export function program(): Command {
  const root = new Command('probity')
    .description('The experimentation and governance control plane for AI-personalised email')
    .version(version())
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error: /, 'error [usage]: ')),
    })
    .addHelpText('before', EXAMPLES)
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 1 failure, 2 usage, 3 denied, 4 not found, 5 verification failed, 75 try again.',
    );
  for (const add of [
    addServe,
    addAnalyze,
    addImport,
    addAudit,
    addKeys,
    addUsers,
    addDemo,
    addMigrate,
    addDoctor,
  ])
    add(root);
  return root;
}
