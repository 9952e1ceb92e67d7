import type { Context } from '../context.js';
import { badInput } from '../kernel/errors.js';
import { requireFreshSignIn } from '../kernel/fresh-sign-in.js';
import { type ExportFormat, lineOf } from './export-format.rules.js';
import { exportSize, exportedEntries } from './export.queries.js';

export interface ExportAsked {
  readonly format: ExportFormat;
  readonly from: number;
  readonly isPersonal: boolean;
}

/** So many entries, as lines of text. */
export interface ExportPage {
  readonly entries: number;
  readonly text: string;
}

export interface AuditExport {
  readonly entries: number;
  readonly pages: AsyncIterable<ExportPage>;
}

/** There is one log, which has no row of its own. */
const THE_LOG = '00000000-0000-0000-0000-000000000000';

/** Opens an export for who may take one away, and writes to the log who did. */
export async function openExport(context: Context, origin: string, asked: ExportAsked): Promise<AuditExport> {
  if (!Number.isSafeInteger(asked.from) || asked.from < 0) throw badInput('from', 'from counts from 0');
  const entries = await exportSize(context.look, asked.from);
  requireFreshSignIn(context.actor, context.now());
  await context.recordReading({
    action: 'auditLog.export',
    subjectType: 'AuditLog',
    subjectId: THE_LOG,
    subjectKey: origin,
    reason: `${asked.format} from ${asked.from}${asked.isPersonal ? ', with personal values' : ''}`,
  });
  return { entries, pages: pagesOf(context, origin, asked) };
}

async function* pagesOf({ look }: Context, origin: string, asked: ExportAsked): AsyncGenerator<ExportPage> {
  for await (const page of exportedEntries(look, asked)) {
    const lines = page.map(entry => `${lineOf(entry, asked.format, origin)}\n`);
    yield { entries: page.length, text: lines.join('') };
  }
}
