import { createHash } from 'node:crypto';

/** Numbers in [0, 1), the same ones for the same seed on every machine. */
export type Random = () => number;

const digest = (name: string): Buffer => createHash('sha256').update(name).digest();

/** A family of independent generators under one name: `randomNamed('autumn')(17)` is the seventeenth person's luck. */
export function randomNamed(name: string): (index: number) => Random {
  const seed = digest(name);
  const [a, b, c] = [seed.readUInt32LE(0), seed.readUInt32LE(4), seed.readUInt32LE(8)];
  return index => sfc32(a, b, c, index);
}

/** A UUID that is made of a name: version 8, as RFC 9562 has it for such. */
export function uuidNamed(name: string): string {
  const bytes = digest(name).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A value of the logarithmic normal distribution with this mean; `sigma` is the deviation of its logarithm. */
export function logNormal(random: Random, { mean, sigma }: { mean: number; sigma: number }): number {
  // Box and Muller (1958); 1 - u keeps the logarithm finite.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(Math.log(mean) - (sigma * sigma) / 2 + sigma * normal);
}

/**
 * Doty-Humphrey's small fast counting generator with 32-bit words.
 *
 * @see https://pracrand.sourceforge.net/
 */
function sfc32(a: number, b: number, c: number, counter: number): Random {
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // Neighbouring counters give neighbouring first words; twelve rounds part them.
  for (let round = 0; round < 12; round += 1) next();
  return next;
}
