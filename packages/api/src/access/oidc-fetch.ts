import type { CustomFetch } from 'openid-client';

/** Keys, tokens and what a provider says of itself are much smaller. */
const MOST_BYTES = 64 * 1024;

/** Fetches an answer, and no more of it than anything that a provider says needs. */
export const limitedFetch: CustomFetch = async (url, options) => {
  const response = await fetch(url, options as RequestInit);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MOST_BYTES) throw new Error(`the answer of the provider has more than ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  const { status, headers } = response;
  return new Response(size === 0 ? null : Buffer.concat(parts), { status, headers });
};
