import { type RecipientId, canonicalKey } from '../kernel/recipient.js';

/** A recipient, and the domain of their address if they have one, as suppressions name them. */
export interface Addressee {
  readonly recipientId: string;
  readonly domainId: string | null;
}

const LONGEST_DOMAIN = 253;
const DOMAIN = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?)*$/;
const ASCII = /^[\u0021-\u007e]*$/;
const NO_PART_OF_A_NAME = /[\s/\\:?#@[\]%]/;

/** A domain in its one spelling, that of the DNS: `Müller.example.` is `xn--mller-kva.example`. Null for what is none. */
export function domainFrom(text: string): string | null {
  const name = text.normalize('NFC').trim().toLowerCase().replace(/\.$/, '');
  if (name.length > LONGEST_DOMAIN || NO_PART_OF_A_NAME.test(name)) return null;
  const spelt = ASCII.test(name) ? name : hostOf(name);
  return spelt.length <= LONGEST_DOMAIN && DOMAIN.test(spelt) ? spelt : null;
}

function hostOf(name: string): string {
  const url = `http://${name}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
}

/** The domain of a recipient key that is an address. */
export function domainOf(recipientKey: string): string | null {
  const at = recipientKey.lastIndexOf('@');
  return at < 0 ? null : domainFrom(recipientKey.slice(at + 1));
}

/** No recipient has the hash of a domain: a canonical key is trimmed, and begins with no line break. */
export const domainId = (recipientId: RecipientId, domain: string): string =>
  recipientId(`\ndomain ${domain}`);

/** How recipients are named to suppressions. The domains of a call are few, and each is hashed once. */
export function addressees(recipientKeys: readonly string[], recipientId: RecipientId): Addressee[] {
  const known = new Map<string, string>();
  const idOf = (domain: string): string => {
    const id = known.get(domain) ?? domainId(recipientId, domain);
    known.set(domain, id);
    return id;
  };
  return recipientKeys.map(key => {
    const domain = domainOf(key);
    return { recipientId: recipientId(canonicalKey(key)), domainId: domain === null ? null : idOf(domain) };
  });
}

/** A hash as PostgreSQL writes it. */
export const asUuid = (hash: string): string =>
  hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
