import { randomUUID } from 'node:crypto';
import cookies from '@fastify/cookie';
import fastify, {
  LogController,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Application } from './application.js';
import { doorsOf, rememberedDoors } from './doors.js';
import { withColumns } from './http/column-schema.js';
import { CompiledQueries } from './http/compiled-queries.js';
import { serveAdmin } from './http/admin.js';
import { serveGraphQL } from './http/graphql.js';
import { serveHealth } from './http/health.js';
import { withDirectResolvers } from './http/direct-resolvers.js';
import { HotDoor } from './http/hot-door.js';
import { hotPath } from './http/hot-path.js';
import { keyContextWith } from './http/key-context.js';
import { serveOfrep } from './http/ofrep.js';
import { RateLimit } from './http/rate-limit.js';
import { contextWith } from './http/request-context.js';
import { serveSdkPayload } from './http/sdk-payload.js';
import { buildProbitySchema } from './schema.js';
import { planConfirmedAt, standBy } from './standby.js';

/** The largest request body: 5,000 outcomes with properties fit in it. */
const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * The composition root of the HTTP side: everything is handed what it needs here.
 *
 * @param checkEveryMs how often it is asked what has changed although nobody has told of it
 */
export async function createServer(
  application: Application,
  { checkEveryMs }: { readonly checkEveryMs?: number } = {},
): Promise<FastifyInstance> {
  const { config, database, now } = application;
  const door = new HotDoor(BODY_LIMIT);
  const app = fastify({
    serverFactory: door.serverFactory,
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    // Logs go to standard error: standard output belongs to whoever reads it.
    logger: { level: config.logLevel, stream: process.stderr },
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.setErrorHandler(answerError);
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  await app.register(cookies);
  const { authentication, plans, close } = standBy(application, app.log, checkEveryMs);
  app.addHook('onClose', close);
  const doors = doorsOf(application, plans);
  const schema = buildProbitySchema();
  await serveGraphQL(app, schema, contextWith(authentication, doors));
  const contextOfKey = keyContextWith(authentication, doors);
  const queries = new CompiledQueries(schema, withDirectResolvers(withColumns(buildProbitySchema())));
  door.open(app, hotPath(queries, keyContextWith(authentication, rememberedDoors(doors))));
  serveSdkPayload(app, contextOfKey);
  serveOfrep(app, contextOfKey, new RateLimit(config.rateLimit, now));
  serveHealth(app, database, planConfirmedAt(application, plans));
  await serveAdmin(app);
  return app;
}

/** Errors of HTTP itself, in the form of GraphQL's, so that a client reads one form only. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status >= 500) request.log.error({ err: error, errorId: request.id }, 'fault');
  const code = status === 413 ? 'PAYLOAD_TOO_LARGE' : status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
  const message =
    status === 413
      ? `the body is larger than ${BODY_LIMIT} bytes`
      : status < 500
        ? error.message
        : 'a fault of ours';
  const extensions = status >= 500 ? { code, errorId: request.id } : { code };
  return reply.code(status).send({ errors: [{ message, extensions }] });
}
