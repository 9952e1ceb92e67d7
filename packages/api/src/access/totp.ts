import { Secret, TOTP } from 'otpauth';

const WINDOW = 1;
const ISSUER = 'Probity';
/** RFC 4226, section 4: at least 128 bits, better 160. */
const SECRET_BYTES = 20;

/** A new secret, in base32, as authenticators take it. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret) });

/** What an authenticator reads as a QR code. */
export const totpUri = (secret: string, email: string): string => totpOf(secret, email).toString();

/** The step of time that a code belongs to, if it is one of this moment, the one before or the one after. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const totp = totpOf(secret);
  const timestamp = now.getTime();
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}
