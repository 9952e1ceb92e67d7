const POLYNOMIAL = 0xedb8_8320;

const TABLE = Uint32Array.from({ length: 256 }, (_none, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});

/** CRC-32, as of zip files, of a text of ASCII letters: it tells a slip of the pen, and protects from nobody. */
export function crc32(text: string): number {
  let rest = 0xffff_ffff;
  for (let index = 0; index < text.length; index += 1) {
    rest = (TABLE[(rest ^ text.charCodeAt(index)) & 0xff] ?? 0) ^ (rest >>> 8);
  }
  return (rest ^ 0xffff_ffff) >>> 0;
}
