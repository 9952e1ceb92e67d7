import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const BUILT = fileURLToPath(new URL('../../../admin/dist', import.meta.url));
const CSP = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** Serves the built admin at `/`, with headers that let it load nothing from elsewhere. */
export async function serveAdmin(app: FastifyInstance): Promise<void> {
  if (!existsSync(BUILT)) {
    app.log.warn('the admin is not built: run "npm run build"');
    return;
  }
  await app.register(fastifyStatic, {
    root: BUILT,
    wildcard: false,
    setHeaders: (response, path) => {
      response.setHeader('content-security-policy', CSP);
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('referrer-policy', 'no-referrer');
      // The files of the build carry their hash in their name; the page that names them does not.
      response.setHeader(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}
