import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import cookies from '@fastify/cookie';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import { isWithin } from './access/address.rules.js';
import type { Application } from './application.js';
import { doorsOf, rememberedDoors } from './doors.js';
import { LARGE_BODY, SMALL_BODY, keyCheckWith } from './http/body-limit.js';
import { withColumns } from './http/column-schema.js';
import { CompiledQueries } from './http/compiled-queries.js';
import { serveAdmin } from './http/admin.js';
import { serveAuditExport } from './http/audit-export.js';
import { serveGraphQL } from './http/graphql.js';
import { serveHealth } from './http/health.js';
import { withDirectResolvers } from './http/direct-resolvers.js';
import { answerClientFault, answerError, serveFaults } from './http/http-faults.js';
import { HotDoor, type Patience } from './http/hot-door.js';
import { hotPath } from './http/hot-path.js';
import { keyContextWith } from './http/key-context.js';
import { knownOperationsIn } from './http/known-operations.js';
import { serveJwks } from './http/jwks.js';
import { serveOfrep } from './http/ofrep.js';
import { serveOidc } from './http/oidc.js';
import { withPlainInputs } from './http/plain-inputs.js';
import { RateLimit } from './http/rate-limit.js';
import { requirePlainForm } from './http/request-form.js';
import { contextWith } from './http/request-context.js';
import { serveSdkPayload } from './http/sdk-payload.js';
import { serveSecurityHeaders } from './http/security-headers.js';
import type { TimeLimits } from './http/time-limit.js';
import { keepAuditLog } from './log-keeping.js';
import { buildProbitySchema } from './schema.js';
import { planConfirmedAt, standBy } from './standby.js';
import { keepTableStatistics } from './table-statistics.js';
import { sweepSignInTraces } from './trace-sweep.js';

export interface ServerOptions {
  /** How often it is asked what has changed although nobody has told of it. */
  readonly checkEveryMs?: number;
  /** How often it is asked whether tables have grown so much that PostgreSQL should count them again. */
  readonly analyzeEveryMs?: number;
  /** How often it is forgotten what signing in has left behind. */
  readonly sweepEveryMs?: number;
  readonly patience?: Patience;
  readonly timeLimits?: TimeLimits;
  /** Where the log goes; standard error unless given. */
  readonly logTo?: Writable;
}

/** The composition root of the HTTP side: everything is handed what it needs here. */
export async function createServer(
  application: Application,
  { checkEveryMs, analyzeEveryMs, sweepEveryMs, patience, timeLimits, logTo }: ServerOptions = {},
): Promise<FastifyInstance> {
  const { config, database, now } = application;
  const { trustedProxies } = config;
  const door = new HotDoor(LARGE_BODY, patience, trustedProxies);
  const app = fastify({
    serverFactory: door.serverFactory,
    bodyLimit: SMALL_BODY,
    trustProxy: trustedProxies ? address => isWithin(trustedProxies, address) : false,
    clientErrorHandler: answerClientFault,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    genReqId: () => randomUUID(),
    // Logs go to standard error: standard output belongs to whoever reads it.
    // What was asked of the database stays out of them: it tells of people.
    logger: {
      level: config.logLevel,
      stream: logTo ?? process.stderr,
      redact: { paths: ['err.parameters'], remove: true },
    },
    logController: new LogController({ disableRequestLogging: true }),
  });
  serveFaults(app);
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  await serveSecurityHeaders(app);
  requirePlainForm(app);
  await app.register(cookies);
  const { authentication, plans, close } = standBy(application, app.log, checkEveryMs);
  app.addHook('onClose', close);
  const log = keepAuditLog(application, app.log, checkEveryMs);
  app.addHook('onClose', () => log.close());
  const statistics = keepTableStatistics(application.databaseUrl, app.log, analyzeEveryMs);
  app.addHook('onClose', statistics.close);
  app.addHook('onClose', sweepSignInTraces(application, app.log, sweepEveryMs).close);
  const doors = doorsOf(application, plans);
  const schema = buildProbitySchema();
  const known = config.operationsDirectory && knownOperationsIn(config.operationsDirectory, schema);
  const guards = { authentication, known: known || null, timeLimits };
  await serveGraphQL(app, schema, contextWith(authentication, doors), guards);
  serveOidc(app, { settings: config.oidc, authentication, doors, now });
  const contextOfKey = keyContextWith(authentication, doors);
  const columns = withDirectResolvers(withPlainInputs(withColumns(buildProbitySchema())));
  const queries = new CompiledQueries(schema, columns, text => (known ? known.hasText(text) : true));
  const hotAnswer = hotPath(queries, keyContextWith(authentication, rememberedDoors(doors)));
  door.open(app, hotAnswer, keyCheckWith(authentication));
  serveSdkPayload(app, contextOfKey);
  serveOfrep(app, contextOfKey, new RateLimit(config.rateLimit, now));
  serveAuditExport(app, contextWith(authentication, doors), application.signingKey.origin);
  await serveJwks(app, application.signingKey.publicKey);
  serveHealth(app, database, planConfirmedAt(application, plans));
  await serveAdmin(app);
  return app;
}
