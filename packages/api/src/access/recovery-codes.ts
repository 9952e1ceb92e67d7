import { Secret } from 'otpauth';
import { secretHash } from '../kernel/content-hash.js';

const COUNT = 10;
/** 80 bits each: nobody guesses one, so that a plain hash is enough. */
const BYTES = 10;

/** New recovery codes, written in groups of four. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: COUNT }, () => {
    const code = new Secret({ size: BYTES }).base32.toLowerCase();
    return (code.match(/.{4}/g) ?? []).join('-');
  });

/** Codes are copied by hand: spaces, hyphens and capitals do not matter. */
export const recoveryCodeHash = (code: string): string =>
  secretHash(code.replace(/[\s-]/g, '').toLowerCase());
