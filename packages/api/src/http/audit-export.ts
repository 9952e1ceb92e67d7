import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { BESIDE_GRAPHQL, requireOperation } from '../access/index.js';
import {
  EXPORT_FORMATS,
  type ExportAsked,
  type ExportPage,
  isExportFormat,
  openExport,
} from '../audit/index.js';
import type { Context } from '../context.js';
import { badInput } from '../kernel/errors.js';
import type { ContextOf } from './request-context.js';

/** Serves the audit log as a file, to people by their cookie and to machines by their key. */
export function serveAuditExport(app: FastifyInstance, contextOf: ContextOf, origin: string): void {
  // Whoever asks for the headers alone takes nothing away, and is not recorded as if.
  app.get('/audit/export', { exposeHeadRoute: false }, async (request, reply) => {
    const asked = askedIn(request.query as Query);
    const context = await opened(contextOf(request, reply));
    requireOperation(context.actor, BESIDE_GRAPHQL.audit);
    const { pages } = await openExport(context, origin, asked);
    reply.headers({
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="audit-log-${asked.format}.jsonl"`,
    });
    return reply.type('application/jsonl; charset=utf-8').send(Readable.from(textOf(pages)));
  });
}

type Query = Readonly<Record<string, unknown>>;

function askedIn({ format = 'jsonl', from = '0', personal = '0' }: Query): ExportAsked {
  if (typeof format !== 'string' || !isExportFormat(format))
    throw badInput('format', `format is one of ${EXPORT_FORMATS.join(', ')}`);
  if (typeof from !== 'string' || !/^\d{1,15}$/.test(from)) throw badInput('from', 'from counts from 0');
  if (personal !== '0' && personal !== '1') throw badInput('personal', 'personal is 0 or 1');
  return { format, from: Number(from), isPersonal: personal === '1' };
}

/** Here, too, errors have the statuses of HTTP. */
async function opened(context: Promise<Context>): Promise<Context> {
  try {
    return await context;
  } catch (error) {
    throw error instanceof GraphQLError && error.originalError ? error.originalError : error;
  }
}

async function* textOf(pages: AsyncIterable<ExportPage>): AsyncGenerator<string> {
  for await (const { text } of pages) yield text;
}
