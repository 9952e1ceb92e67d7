/** The longest recipient key taken, in UTF-16 code units. */
export const MAX_RECIPIENT_KEY_LENGTH = 512;

/** Which rule makes a key canonical: another rule would put recipients into other buckets. */
export const IDENTITY_RULE_VERSION = 1;

/**
 * The form of a recipient key that is hashed: Unicode NFC, trimmed, and lower-cased when it is an address.
 * Two spellings of one address are one recipient, in every experiment and on every machine.
 */
export function canonicalKey(recipientKey: string): string {
  let isAddress = false;
  let hasCapital = false;
  // Most keys are printable ASCII, which NFC and trim leave alone: found out in a quarter of the time they take.
  for (let index = 0; index < recipientKey.length; index += 1) {
    const unit = recipientKey.charCodeAt(index);
    if (unit <= SPACE || unit >= DELETE) return normalised(recipientKey);
    if (unit === AT) isAddress = true;
    else if (unit >= CAPITAL_A && unit <= CAPITAL_Z) hasCapital = true;
  }
  return isAddress && hasCapital ? recipientKey.toLowerCase() : recipientKey;
}

const SPACE = 0x20;
const DELETE = 0x7f;
const AT = 0x40;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;

function normalised(recipientKey: string): string {
  const key = recipientKey.normalize('NFC').trim();
  return key.includes('@') ? key.toLowerCase() : key;
}

/** Why a recipient key cannot be used, or null when it can. */
export function recipientKeyFault(recipientKey: string): string | null {
  if (recipientKey.length > MAX_RECIPIENT_KEY_LENGTH)
    return `longer than ${MAX_RECIPIENT_KEY_LENGTH} characters`;
  const first = recipientKey.charCodeAt(0);
  const beginsPlainly = first > SPACE && first < DELETE;
  if (!beginsPlainly && recipientKey.trim() === '') return 'empty';
  return recipientKey.isWellFormed() ? null : 'not well-formed Unicode';
}
