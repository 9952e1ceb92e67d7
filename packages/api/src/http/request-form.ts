import type { FastifyInstance } from 'fastify';
import { RequestRefused } from './http-faults.js';

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/** Refuses requests that two readers could read differently: ours, and a proxy or a filter in front of it. */
export function requirePlainForm(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ method, headers, raw }) => {
    const hosts = raw.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
    if (hosts.length > 1) throw new RequestRefused(400, 'a request names one host');
    if (method === 'GET' || method === 'HEAD') return;
    const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1];
    const encoding = headers['content-encoding'];
    if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
      throw new RequestRefused(415, 'a body is written in UTF-8');
    }
    if (encoding !== undefined && encoding !== 'identity') {
      throw new RequestRefused(415, 'a body is sent as it is, not compressed');
    }
  });
}
