import { createServer } from 'node:net';
import { CliError } from './cli-error.js';

/** Asked before the database is started, so that the answer comes at once. */
export function requireFreePort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', error => reject(listenFault(error, host, port)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** What to do about an address that cannot be listened on. */
export function listenFault(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return new CliError('port-in-use', `port ${port} of ${host} is taken: choose another with --port N`);
  }
  if (code === 'EACCES') {
    return new CliError(
      'port-not-allowed',
      `this account may not use port ${port}: choose another with --port N`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new CliError('no-such-host', `this machine has no address "${host}": choose one with --host H`);
  }
  return error;
}
