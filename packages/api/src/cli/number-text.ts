/** Four digits are what a table can show; `--json` has them all. */
const DIGITS = 4;

const digitsOf = (value: number): string =>
  Math.abs(value) >= 10 ** DIGITS ? value.toFixed(0) : value.toPrecision(DIGITS);

export const percent = (share: number): string => `${digitsOf(100 * share)} %`;

/** A mean as it is, a share in percent. */
export const levelText = (kind: 'proportion' | 'mean') => (kind === 'proportion' ? percent : digitsOf);

/** A difference of shares in percentage points: it must not be taken for a relative one. */
export const differenceText = (kind: 'proportion' | 'mean') =>
  kind === 'proportion' ? (value: number) => `${digitsOf(100 * value)} pp` : digitsOf;

/** A difference always shows its sign; an end that is null is unbounded. */
export const signed =
  (format: (value: number) => string) =>
  (value: number | null): string =>
    value === null ? 'unbounded' : value > 0 ? `+${format(value)}` : format(value);

/** A p-value of zero has only underflowed. */
export const pValueText = (p: number): string => {
  if (p === 0) return '<1e-300';
  return p >= 0.0001 ? p.toFixed(4) : p.toExponential(1);
};
