import { once } from 'node:events';
import { open, rename, rm } from 'node:fs/promises';
import { type AuditExport, type ExportFormat, openExport } from '../../audit/index.js';
import { usageError } from '../cli-error.js';
import { note, printJson } from '../output.js';
import { type Progress, progressBar } from '../progress-bar.js';
import { operatorDoors, withApplication } from '../with-application.js';

interface ExportOptions {
  readonly from: number;
  readonly format: ExportFormat;
  readonly personal?: true;
  readonly out?: string;
  readonly json?: true;
}

/** Whether the reader wants more. */
type Write = (text: string) => Promise<boolean>;

export async function exportLog({ from, format, personal, out, json }: ExportOptions): Promise<void> {
  if (json && out === undefined)
    throw usageError('usage', '--json is for --out: what is exported goes to standard output');
  const entries = await withApplication(async application => {
    const asked = { from, format, isPersonal: personal === true };
    const log = await openExport(await operatorDoors(application), application.signingKey.origin, asked);
    const bar = await progressBar(log.entries, 'entries');
    try {
      return await (out === undefined ? written(log, toOutput, bar) : toFile(log, out, bar));
    } finally {
      bar.stop();
    }
  });
  if (json) printJson({ file: out, format, from, entries });
  else if (out !== undefined) note(`${entries} entries are in ${out}`);
}

async function written({ pages }: AuditExport, write: Write, bar: Progress): Promise<number> {
  let entries = 0;
  for await (const page of pages) {
    if (!(await write(page.text))) break;
    entries += page.entries;
    bar.advance(page.entries);
  }
  return entries;
}

/** A file that is there is whole: an export that was cut short leaves what was there before. */
async function toFile(log: AuditExport, path: string, bar: Progress): Promise<number> {
  const draft = `${path}.partial`;
  const file = await open(draft, 'w', 0o600);
  try {
    const entries = await written(log, async text => (await file.write(text)).bytesWritten > 0, bar);
    await file.sync();
    await rename(draft, path);
    return entries;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

/** A reader that goes away, as `head` does, has had enough. */
async function toOutput(text: string): Promise<boolean> {
  if (process.stdout.destroyed) return false;
  if (process.stdout.write(text)) return true;
  return once(process.stdout, 'drain').then(
    () => true,
    () => false,
  );
}
