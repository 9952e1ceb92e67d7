const LONGEST = 64;

/** The key that a name suggests: "Été 2027, tout" is "ete-2027-tout". */
export const suggestedKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
