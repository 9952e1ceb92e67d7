import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const HTTPS_FOR_A_YEAR = 'max-age=31536000; includeSubDomains';

/** The admin loads nothing from elsewhere and runs no script that stands in a page; its styles do stand in it. */
const EVERYWHERE: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:'],
      'object-src': ["'none'"],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
    },
  },
  xContentTypeOptions: true,
  referrerPolicy: { policy: 'no-referrer' },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  xFrameOptions: { action: 'deny' },
  // Over http it would be ignored, and it is not for us to say of a host that is reached over http.
  strictTransportSecurity: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
};

/** Of answers to programs, which are neither shown nor framed: what keeps a browser from taking JSON for a page. */
export const OF_JSON: FastifyHelmetOptions = {
  contentSecurityPolicy: false,
  referrerPolicy: false,
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  xFrameOptions: false,
};

/** Tells browsers what they may do with our answers, on every one of them. */
export async function serveSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, EVERYWHERE);
  app.addHook('onRequest', async (request, reply) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', HTTPS_FOR_A_YEAR);
  });
}
