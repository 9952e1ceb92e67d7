import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { EXIT } from './exit-code.js';
import type { Finding } from './diagnoses/finding.js';
import { print, printJson } from './output.js';

const EXAMPLES = `Examples:
  probity doctor
  probity doctor --json | jq '.findings[] | select(.status != "ok")'
`;

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look whether this machine and its database are fit to run Probity')
    .option('--json', 'as JSON')
    .addHelpText('before', EXAMPLES)
    .action(doctor);
}

async function doctor({ json }: { json?: true }): Promise<void> {
  const { diagnose } = await import('./diagnoses/diagnose.js');
  const findings = await diagnose(readConfig);
  const status = ['fail', 'warn'].find(one => findings.some(finding => finding.status === one)) ?? 'ok';
  if (json) printJson({ status, findings });
  else print(findings.map(lineOf).join('\n'));
  if (status === 'fail') process.exitCode = EXIT.failure;
}

const lineOf = ({ name, status, detail, advice }: Finding): string => {
  const line = `${status.padEnd(4)}  ${name.padEnd(14)}  ${detail}`;
  return advice === '' ? line : `${line}\n${' '.repeat(22)}-> ${advice}`;
};
