import { connect } from 'node:net';

export interface RawAnswer {
  readonly text: string;
  /** Of the first answer; 0 where the connection ended without one. */
  readonly status: number;
}

/** Sends these bytes as they are, and gives all that comes back until the server hangs up. */
export function exchange(url: string, bytes: string | Buffer, everyMs = 0): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) });
    const slow = everyMs > 0 ? trickle(Buffer.from(bytes), everyMs, one => socket.write(one)) : undefined;
    if (!slow) socket.write(bytes);
    socket.on('data', chunk => chunks.push(chunk));
    socket.on('error', error => (isHangUp(error) ? undefined : reject(error)));
    socket.on('close', () => {
      clearInterval(slow);
      const text = Buffer.concat(chunks).toString();
      resolve({ text, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0) });
    });
  });
}

const isHangUp = (error: NodeJS.ErrnoException): boolean =>
  ['ECONNRESET', 'EPIPE'].includes(error.code ?? '');

function trickle(bytes: Buffer, everyMs: number, send: (one: Buffer) => void): NodeJS.Timeout {
  let at = 0;
  return setInterval(() => {
    if (at < bytes.length) send(bytes.subarray(at, ++at));
  }, everyMs);
}
