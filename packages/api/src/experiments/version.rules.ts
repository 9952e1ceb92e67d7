/**
 * A version number as text whose order is that of versions: 1.9.0 < 1.10.0, and 1.0.0-beta < 1.0.0. As in GrowthBook's
 * SDKs: a leading v and what stands after a + do not count, and what is no version at all is version 0.
 *
 * @see https://docs.growthbook.io/lib/build-your-own#evalconditionoperator
 */
export function sortableVersion(version: unknown): string {
  const text = typeof version === 'number' ? String(version) : version;
  const known = typeof text === 'string' && text !== '' ? text : '0';
  const parts = known
    .replace(/^v|\+.*$/g, '')
    .split(/[-.]/)
    .map(part => (/^[0-9]+$/.test(part) ? part.padStart(5, ' ') : part));
  // A release comes after its previews: "~" stands after every letter and digit.
  return (parts.length === 3 ? [...parts, '~'] : parts).join('-');
}
