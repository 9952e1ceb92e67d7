import { type Command, Option } from 'commander';
import { EXPORT_FORMATS } from '../audit/export-format.rules.js';
import { printCheckpoint } from './audit/checkpoint.js';
import { exportLog } from './audit/export.js';
import { verify } from './audit/verify.js';
import { usageError } from './cli-error.js';

const EXAMPLES = `Examples:
  probity audit export --out audit.jsonl   # the whole log, as it can be verified
  probity audit export --format ocsf --from 120000 | your-siem
  probity audit checkpoint > checkpoint    # what was signed last
  probity audit checkpoint --public-key > key.pem
  probity audit verify                     # the database of this installation
  probity audit verify --export audit.jsonl --checkpoint checkpoint --public-key key.pem --since last-year
`;

export function addAudit(program: Command): void {
  const audit = program
    .command('audit')
    .description('the audit log: take it away, and prove that nobody has altered it')
    .addHelpText('before', EXAMPLES);
  addExport(audit);
  addCheckpoint(audit);
  addVerify(audit);
}

function addExport(audit: Command): void {
  audit
    .command('export')
    .description('write the log in its order, one entry a line; to standard output unless --out is given')
    .option('--from <n>', 'the first entry, counted from 0', countOption, 0)
    .addOption(
      new Option('--format <format>', "Probity's own, CloudEvents 1.0 or OCSF 1.3")
        .choices(EXPORT_FORMATS)
        .default('jsonl'),
    )
    .option('--personal', 'tell names and addresses as well, as far as they were not erased')
    .option('--out <file>', 'the file to write')
    .option('--json', 'print a summary as JSON; with --out')
    .action(exportLog);
}

function addCheckpoint(audit: Command): void {
  audit
    .command('checkpoint')
    .description('print the newest signed checkpoint')
    .option('--public-key', 'print the public key in PEM instead')
    .option('--verifier-key', 'print the public key as verifiers of signed notes take it instead')
    .option('--json', 'print all of it as JSON')
    .action(printCheckpoint);
}

function addVerify(audit: Command): void {
  audit
    .command('verify')
    .description('verify the log of this installation, or an export without anything else')
    .option('--export <file>', 'an export in the format jsonl, from its first entry on')
    .option('--checkpoint <file>', 'the checkpoint that it has to agree with')
    .option(
      '--public-key <file>',
      'the key in PEM that checkpoints are signed with; without an export, one of before',
    )
    .option('--origin <name>', 'the name that the checkpoints have to be signed in; with an export')
    .option(
      '--since <file>',
      'an older checkpoint, which the log has to go on from; may be given often',
      several,
      [],
    )
    .option('--json', 'print the verdict as JSON')
    .action(verify);
}

const several = (file: string, files: readonly string[]): string[] => [...files, file];

function countOption(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw usageError('bad-number', `--from counts from 0: "${text}" is no such number`);
}
