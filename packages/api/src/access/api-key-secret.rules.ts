import { crc32 } from './checksum.rules.js';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62 to the power of 43 is more than 2 to the power of 256. */
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

const FORM = /^pk_[a-z0-9]{1,12}_[0-9a-f]{8}_[0-9A-Za-z]{49}$/;
/** Of keys made before they had an environment and a checksum; they work until they are revoked. */
const OLDER_FORM = /^pk_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$/;

/**
 * Whether a text can be a key, by its form and its checksum: told before anything is hashed or looked up, and by
 * scanners that look for keys where none should be.
 */
export const looksLikeKey = (value: string): boolean =>
  FORM.test(value)
    ? checksumOf(value.slice(0, -CHECKSUM_LENGTH)) === value.slice(-CHECKSUM_LENGTH)
    : OLDER_FORM.test(value);

/** What names a key, and opens nothing. */
export const keyPrefix = (environment: string, name: string): string => `pk_${environment}_${name}`;

/** The eight digits by which a key goes on being known when it gets another secret. */
export const nameInPrefix = (prefix: string): string => prefix.slice(-8);

/** The secret of a key. @param random 32 bytes of chance, in hex */
export function keyText(prefix: string, random: string): string {
  const text = `${prefix}_${base62(BigInt(`0x${random}`)).padStart(RANDOM_LENGTH, '0')}`;
  return text + checksumOf(text);
}

function checksumOf(text: string): string {
  let [digits, rest] = ['', crc32(text)];
  while (digits.length < CHECKSUM_LENGTH) {
    digits = DIGITS.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

function base62(value: bigint): string {
  let digits = '';
  for (let rest = value; rest > 0n; rest /= 62n) digits = DIGITS.charAt(Number(rest % 62n)) + digits;
  return digits;
}
