import { BlockList, isIP } from 'node:net';
import { badInput } from '../kernel/errors.js';

/** Networks, made ready to be asked about addresses, by version: all of IPv6 holds nothing of IPv4. */
export interface Networks {
  readonly 4: BlockList;
  readonly 6: BlockList;
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

const FAMILIES = { 4: 'ipv4', 6: 'ipv6' } as const;

const isVersion = (version: number): version is 4 | 6 => version in FAMILIES;

/** The address as networks know it: IPv4 in IPv6 is IPv4, and no interface is named. */
const plain = (address: string): string => {
  const [bare = ''] = address.split('%');
  return MAPPED.exec(bare)?.[1] ?? bare;
};

/** The networks of a list such as "192.0.2.0/24" and "2001:db8::/32"; an address alone is a network of one. */
export function networksOf(field: string, texts: readonly string[]): Networks {
  const networks = { 4: new BlockList(), 6: new BlockList() };
  for (const text of texts) {
    const [, address = '', bits] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
    const version = isIP(address);
    const most = version === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    if (!isVersion(version) || prefix > most || MAPPED.test(address)) {
      throw badInput(
        field,
        `an address is written like 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32, not "${text}"`,
      );
    }
    networks[version].addSubnet(address, prefix, FAMILIES[version]);
  }
  return networks;
}

/** Whether an address is in one of the networks. What is no address is in none. */
export function isWithin(networks: Networks, address: string | undefined): boolean {
  const one = plain(address ?? '');
  const version = isIP(one);
  return isVersion(version) && networks[version].check(one, FAMILIES[version]);
}

/**
 * Who sent a request: whoever holds the socket, or, where that is a proxy of ours, the last of those it names that is
 * none. What was written into the header before the first proxy of ours counts for nothing.
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  proxies: Networks | null,
): string | undefined {
  if (!proxies || forwardedFor === undefined || !isWithin(proxies, socket)) return socket;
  const named = forwardedFor
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '');
  return named.findLast(one => !isWithin(proxies, one)) ?? named[0] ?? socket;
}
