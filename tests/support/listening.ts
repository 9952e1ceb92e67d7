import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A small HTTP server on this machine. */
export interface Place {
  readonly url: string;
  close(): Promise<void>;
}

export async function listening(answer: RequestListener): Promise<Place> {
  const server = createServer(answer);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
