import { describe, expect, it } from 'vitest';
import { differenceText, levelText, pValueText, signed } from './number-text.js';

describe('a number in a table', () => {
  it('is a share in percent, and a difference of shares in percentage points', () => {
    expect(levelText('proportion')(0.106167)).toBe('10.62 %');
    expect(signed(differenceText('proportion'))(0.0765896)).toBe('+7.659 pp');
    expect(signed(differenceText('mean'))(-0.00012345)).toBe('-0.0001234');
    expect(levelText('mean')(1234567.8)).toBe('1234568');
    expect(signed(levelText('mean'))(null)).toBe('unbounded');
  });

  it('keeps a p-value readable where it is tiny', () => {
    expect([1, 0.04321, 0.0001, 0.00001, 1.36e-112, 0].map(pValueText)).toEqual([
      '1.0000',
      '0.0432',
      '0.0001',
      '1.0e-5',
      '1.4e-112',
      '<1e-300',
    ]);
  });
});
