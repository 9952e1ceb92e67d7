import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  ANONYMOUS,
  type Authentication,
  CALLBACK_PATH,
  FLOW_LASTS_MS,
  type Flow,
  OidcClient,
  OidcRefusal,
  type OidcSettings,
  SINGLE_SIGN_ON,
  confirmBy,
  identityOf,
  requireLinked,
  requireReturnPath,
  requireUnderWay,
  signInBy,
} from '../access/index.js';
import type { Context } from '../context.js';
import type { Doors } from '../doors.js';
import type { Clock } from '../kernel/clock.js';
import type { Strongbox } from '../kernel/strongbox.js';
import { answerRefusal } from './oidc-refusal.js';
import { SESSION_COOKIE, cookieOf } from './request-context.js';

const FLOW_COOKIE = 'probity_sign_in';
const PURPOSE = 'a sign-in under way';
/** Whoever asks for the headers alone takes part in nothing. */
const ROUTE = { exposeHeadRoute: false } as const;

interface Means {
  readonly settings: OidcSettings | null;
  readonly authentication: Authentication;
  readonly doors: Doors;
  readonly now: Clock;
}

/** How people sign in, and signing in with the provider. */
export function serveOidc(app: FastifyInstance, { settings, ...means }: Means): void {
  app.get('/auth/methods', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return { password: true, oidc: settings && { name: settings.name } };
  });
  if (!settings) return;
  const signIn = new OidcSignIn(settings, means, new OidcClient(settings, means.now));
  app.get('/auth/oidc/start', ROUTE, (request, reply) =>
    answered(signIn.start(request, reply), request, reply),
  );
  app.get(CALLBACK_PATH, ROUTE, (request, reply) => answered(signIn.finish(request, reply), request, reply));
}

async function answered(
  place: Promise<string>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    return reply.header('cache-control', 'no-store').redirect(await place, 303);
  } catch (error) {
    return answerRefusal(error, request, reply);
  }
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

class OidcSignIn {
  constructor(
    private readonly settings: OidcSettings,
    private readonly means: Omit<Means, 'settings'>,
    private readonly client: OidcClient,
  ) {}

  /** Where at the provider the person goes on. */
  async start(request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const query = request.query as Query;
    const returnTo = requireReturnPath(String(query.return ?? '/'));
    const isStepUp = query['step-up'] === '1';
    const sessionId = isStepUp
      ? (await requireLinked(await this.personAsking(request, reply))).sessionId
      : null;
    const redirectUrl = this.settings.redirectUrl ?? `${request.protocol}://${request.host}${CALLBACK_PATH}`;
    const { flow, url } = await this.client.begun({ redirectUrl, returnTo, sessionId });
    void reply.setCookie(FLOW_COOKIE, this.strongbox(request).lock(JSON.stringify(flow), PURPOSE), {
      ...cookieOptions(request),
      maxAge: FLOW_LASTS_MS / 1000,
    });
    return url.href;
  }

  /** Where in Probity the person goes on, who is known from now on. */
  async finish(request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const flow = this.flowOf(request);
    void reply.clearCookie(FLOW_COOKIE, cookieOptions(request));
    const at = request.url.indexOf('?');
    const claims = await this.client.claims(flow, at < 0 ? '' : request.url.slice(at));
    const identity = identityOf(claims, this.settings);
    if (flow.sessionId !== null) {
      await confirmBy(await this.personAsking(request, reply), identity, flow.sessionId);
    } else {
      const { doors, authentication } = this.means;
      const nobody = doors(ANONYMOUS, request.id, cookieOf(request, reply, authentication), request.ip);
      const system = doors(SINGLE_SIGN_ON, request.id, undefined, request.ip);
      await signInBy({ nobody, system }, identity, this.settings.isProvisioning);
    }
    return flow.returnTo;
  }

  /** The way back from the provider comes from another site; that it was begun here the sealed cookie tells. */
  private async personAsking(request: FastifyRequest, reply: FastifyReply): Promise<Context> {
    const { doors, authentication } = this.means;
    const actor = await authentication.actor({ cookie: request.cookies[SESSION_COOKIE] });
    return doors(actor, request.id, cookieOf(request, reply, authentication), request.ip);
  }

  private flowOf(request: FastifyRequest): Flow {
    const sealed = request.cookies[FLOW_COOKIE] ?? '';
    let flow: Flow;
    try {
      flow = JSON.parse(this.strongbox(request).open(sealed, PURPOSE)) as Flow;
    } catch {
      throw new OidcRefusal('flow-unknown', 'the cookie of the sign-in is absent, or not of our making');
    }
    return requireUnderWay(flow, this.means.now());
  }

  private strongbox(request: FastifyRequest): Strongbox {
    return this.means.doors(ANONYMOUS, request.id).strongbox;
  }
}

const cookieOptions = (request: FastifyRequest) =>
  ({
    path: '/auth/oidc',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
  }) as const;
