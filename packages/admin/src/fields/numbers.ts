const MINUS = '\u2212';
const NARROW_SPACE = '\u202f';

const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 24,000 */
export const countText = (count: number): string => COUNT.format(count);

/** 1 entry, 2 entries */
export const countedText = (count: number, one: string, many: string): string =>
  `${countText(count)} ${count === 1 ? one : many}`;

/** A number with as many decimals as asked, a real minus, and thousands apart. */
export function decimalText(value: number, decimals: number): string {
  const text = Math.abs(value).toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}

/** How many decimals show about this many significant digits of a number of this size. */
export function decimalsFor(size: number, digits = 3): number {
  if (!Number.isFinite(size) || size === 0) return 2;
  return Math.min(8, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(size)))));
}

/** With its sign, also when positive: a difference or a lift. */
export const signed = (text: string, value: number): string =>
  value > 0 && /[1-9]/.test(text) ? `+${text}` : text;

/** A share as a percentage: 0.0521 is 5.21 %. */
export const shareText = (share: number, decimals = 2): string =>
  `${decimalText(share * 100, decimals)}${NARROW_SPACE}%`;

/** Basis points as a percentage, with no more decimals than they have: 3334 is 33.34 %, 5000 is 50 %. */
export const basisPointsText = (basisPoints: number): string =>
  `${Number((basisPoints / 100).toFixed(2)).toLocaleString('en')}${NARROW_SPACE}%`;

/** A share as somebody chose it, with no more decimals than it has: 0.05 is 5 %. */
export const chosenShareText = (share: number): string =>
  `${Number((share * 100).toFixed(4)).toLocaleString('en', { maximumFractionDigits: 4 })}${NARROW_SPACE}%`;

/** A p-value as papers print it. */
export const pValueText = (pValue: number): string =>
  pValue < 0.0001 ? `<${NARROW_SPACE}0.0001` : pValue.toFixed(pValue < 0.001 ? 4 : 3);
