export type Bytes = Uint8Array<ArrayBuffer>;

export const textBytes = (text: string): Bytes => new TextEncoder().encode(text);

export const hexOf = (bytes: Bytes): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

export const hexBytes = (hex: string): Bytes =>
  Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16));

/** @throws {DOMException} for what is not base64 */
export const base64Bytes = (base64: string): Bytes =>
  Uint8Array.from(atob(base64), character => character.charCodeAt(0));

export async function sha256(...parts: readonly Bytes[]): Promise<Bytes> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => {
    all.set(part, at);
    return at + part.length;
  }, 0);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all));
}
