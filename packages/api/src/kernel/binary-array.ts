/** What each element of an array takes at most, beside its length: in bytes, and for a text by its characters. */
const ENCODINGS = {
  uuid: { oid: 2950, room: () => 16, write: writeUuid },
  integer: { oid: 23, room: () => 4, write: writeInteger },
  timestamptz: { oid: 1184, room: () => 8, write: writeInstant },
  text: { oid: 25, room: (value: unknown) => 3 * String(value).length, write: writeText },
} as const;

export type BinaryType = keyof typeof ENCODINGS;

export const isBinaryType = (type: string): type is BinaryType => Object.hasOwn(ENCODINGS, type);

const HEADER = 20;
/** PostgreSQL counts microseconds from the beginning of 2000. */
const EPOCH = Date.UTC(2000, 0, 1);

/**
 * An array as PostgreSQL takes it in a binary parameter. Text would have to be escaped here and parsed there: of
 * thousands of values that costs more than storing some of them.
 *
 * @throws RangeError for what is no uuid, no integer of 32 bits, or no instant
 */
export function binaryArray(type: BinaryType, values: readonly unknown[]): Buffer {
  const { oid, room, write } = ENCODINGS[type];
  const size = values.reduce<number>((sum, value) => sum + 4 + (value === null ? 0 : room(value)), HEADER);
  const bytes = Buffer.allocUnsafe(size);
  let at = HEADER;
  let hasNull = 0;
  for (const value of values) {
    let length = -1;
    if (value === null) hasNull = 1;
    else length = write(bytes, value, at + 4);
    bytes.writeInt32BE(length, at);
    at += 4 + Math.max(0, length);
  }
  // One dimension, whether there is a null, the type, how many, and that they are counted from 1.
  [1, hasNull, oid, values.length, 1].forEach((word, index) => bytes.writeInt32BE(word, 4 * index));
  return bytes.subarray(0, at);
}

function writeUuid(bytes: Buffer, value: unknown, at: number): number {
  const digits = String(value);
  const written = bytes.write(digits.length === 32 ? digits : digits.replaceAll('-', ''), at, 16, 'hex');
  if (written !== 16) throw new RangeError('a uuid has 32 hexadecimal digits');
  return 16;
}

function writeInteger(bytes: Buffer, value: unknown, at: number): number {
  if (!Number.isInteger(value)) throw new RangeError('an integer is a whole number');
  bytes.writeInt32BE(value as number, at);
  return 4;
}

function writeInstant(bytes: Buffer, value: unknown, at: number): number {
  if (!(value instanceof Date)) throw new RangeError('an instant is a Date');
  // Of an invalid date there is no BigInt.
  bytes.writeBigInt64BE(BigInt(value.getTime() - EPOCH) * 1000n, at);
  return 8;
}

function writeText(bytes: Buffer, value: unknown, at: number): number {
  return bytes.write(String(value), at);
}
