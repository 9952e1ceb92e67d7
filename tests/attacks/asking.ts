import { Agent, request } from 'node:http';

/** What was answered, and nothing that a matrix of thousands does not look at. */
export interface Told {
  readonly status: number;
  readonly text: string;
}

export type Ask = (body: string) => Promise<Told>;

const agent = new Agent({ keepAlive: true });

/** Asks as one caller over connections that are kept: `fetch` takes longer than the answer does. */
export function askWith(url: string, credential: Readonly<Record<string, string>>): Ask {
  const headers = { 'content-type': 'application/json', ...credential };
  return body =>
    new Promise((resolve, reject) => {
      const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
}
