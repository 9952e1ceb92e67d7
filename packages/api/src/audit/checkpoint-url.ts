import type { CheckpointPlace } from './checkpoint-place.js';

const PATIENCE_MS = 5_000;

/** An address that checkpoints are put to; `{size}` in it stands for how many entries one covers. */
export function checkpointUrl(template: string): CheckpointPlace {
  const { username, password, origin } = new URL(template);
  const headers = { 'content-type': 'text/plain; charset=utf-8', ...credentials(username, password) };
  return {
    // A path may hold a secret.
    name: origin,
    newestSize: async () => null,
    put: async ({ size, text }) => {
      const url = new URL(template.replaceAll('{size}', String(size)));
      url.username = '';
      url.password = '';
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await fetch(url, { method: 'PUT', headers, body: text, redirect: 'error', signal });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    },
  };
}

function credentials(username: string, password: string): Record<string, string> {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
