import type { Finding } from '../../audit/finding.rules.js';
import { CliError, usageError } from '../cli-error.js';
import { EXIT } from '../exit-code.js';
import { print, printJson } from '../output.js';
import { verifyDatabase } from './verify-database.js';
import { verifyExport } from './verify-export.js';

interface VerifyOptions {
  readonly export?: string;
  readonly checkpoint?: string;
  readonly publicKey?: string;
  readonly origin?: string;
  readonly since: readonly string[];
  readonly json?: true;
}

/** What was verified: in words, and for a program. */
export interface Verdict {
  readonly finding: Finding | null;
  readonly words: readonly string[];
  readonly told: object;
}

export async function verify({ json, ...options }: VerifyOptions): Promise<void> {
  const { finding, words, told } = await verdictOn(options);
  const ok = finding === null;
  if (json) printJson({ ok, ...told, finding });
  else if (ok) print(words.join('\n'));
  if (!ok) throw new CliError('verification-failed', sayingOf(finding), EXIT.verificationFailed);
}

function verdictOn({
  export: file,
  checkpoint,
  publicKey,
  origin,
  since,
}: Omit<VerifyOptions, 'json'>): Promise<Verdict> {
  const isAboutExport = [file, checkpoint, origin, ...since].some(option => option !== undefined);
  if (!isAboutExport) return verifyDatabase(publicKey);
  if (file === undefined || checkpoint === undefined || publicKey === undefined)
    throw usageError(
      'usage',
      'an export is verified with --export, --checkpoint and --public-key, all of them',
    );
  return verifyExport({ file, checkpoint, publicKey, origin, since });
}

/** Which entry, what is wrong with it, and what saw it. */
function sayingOf({ layer, index, until, entryId, what }: Finding): string {
  const id = entryId === null ? '' : ` (${entryId})`;
  if (index === null) return `${what} [${layer}]`;
  if (until === null || until === index + 1) return `entry ${index}${id}: ${what} [${layer}]`;
  return `entries ${index} to ${until - 1}, one of them at least: ${what} [${layer}]`;
}
