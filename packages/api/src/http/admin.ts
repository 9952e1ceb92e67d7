import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const BUILT = fileURLToPath(new URL('../../../admin/dist', import.meta.url));

/** Serves the built admin at `/`. */
export async function serveAdmin(app: FastifyInstance): Promise<void> {
  if (!existsSync(BUILT)) {
    app.log.warn('the admin is not built: run "npm run build"');
    return;
  }
  await app.register(fastifyStatic, {
    root: BUILT,
    wildcard: false,
    setHeaders: (response, path) => {
      // The files of the build carry their hash in their name; the page that names them does not.
      response.setHeader(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}
