/** What decides how small a lift a holdout can see. */
export interface Prospect {
  readonly sizeBp: number;
  readonly listSize: number;
  readonly baseRate: number;
}

/** What is typed of it: shares in percent. */
export interface TypedProspect {
  readonly sizePercent: number | null;
  readonly listSize: number | null;
  readonly ratePercent: number | null;
}

export const SIZE_PERCENT = { least: 1, most: 20, common: [5, 10] } as const;

const isBetween = (value: number | null, least: number, most: number): value is number =>
  value !== null && value >= least && value <= most;

/** What can be asked of the server, or null while something is missing that it would refuse. */
export function prospectOf({ sizePercent, listSize, ratePercent }: TypedProspect): Prospect | null {
  const isWhole =
    isBetween(sizePercent, SIZE_PERCENT.least, SIZE_PERCENT.most) &&
    isBetween(listSize, 1, 2 ** 31 - 1) &&
    isBetween(ratePercent, Number.MIN_VALUE, 100) &&
    ratePercent < 100;
  if (!isWhole) return null;
  return { sizeBp: sizeBpOf(sizePercent), listSize: Math.round(listSize), baseRate: rateOf(ratePercent) };
}

/** Percent as basis points: 5.25 % is 525. */
export const sizeBpOf = (percent: number): number => Math.round(percent * 100);

/** Without the dust of binary fractions: 7 % is 0.07, not 0.07000000000000001. */
export const rateOf = (percent: number): number => Number((percent / 100).toPrecision(12));

/** How many recipients a holdout of this size keeps out of a list. */
export const membersOf = ({ sizeBp, listSize }: Pick<Prospect, 'sizeBp' | 'listSize'>): number =>
  Math.round((listSize * sizeBp) / 10_000);
