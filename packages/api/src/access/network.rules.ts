const V4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i;

/** The address without what differs between spellings of one. */
export const plainAddress = (address: string): string => V4.exec(address)?.[1] ?? address.toLowerCase();

/**
 * The network that an address belongs to, as far as one household or one office has it: /24, or /64.
 * Whoever has one address of it can have them all.
 */
export function networkOf(address: string): string {
  const v4 = V4.exec(address)?.[1];
  if (v4 !== undefined) return `${v4.split('.').slice(0, 3).join('.')}.0/24`;
  if (!address.includes(':')) return address;
  return `${groupsOf(address).slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [text = ''] = address.toLowerCase().split('%');
  const [head = '', tail] = text.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array.from({ length: zeros }, () => '0'), ...last].map(
    group => group.replace(/^0+(?=.)/, '') || '0',
  );
}
