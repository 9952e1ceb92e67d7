import { describe, expect, it } from 'vitest';
import type { Results } from './effect';
import { blockerText, verdictOf } from './verdict';

const WORDS = {
  metricName: 'Ordered',
  nameOf: (key: string) => ({ short: 'Model, short' })[key] ?? key,
  plannedRecipients: 20_000,
};

const arm = (variantKey: string, units: number) => ({ variantKey, units, mean: 0.1, standardDeviation: 0.3 });

const results = (given: Partial<Results> = {}): Results => ({
  status: 'OK',
  asOf: '2026-11-01T00:00:00Z',
  phase: 1,
  method: 'SEQUENTIAL',
  recommendation: 'KEEP_RUNNING',
  recommendedVariantKey: null,
  decisionBlockedBy: [],
  checks: [],
  metrics: [
    { metricKey: 'orders', role: 'PRIMARY', arms: [arm('team', 4000), arm('short', 4100)], comparisons: [] },
  ],
  ...given,
});

const verdict = (given: Partial<Results>) => verdictOf(results(given), WORDS);

describe('the verdict', () => {
  it('names the variant to ship', () => {
    const { tone, headline, sentences } = verdict({ recommendation: 'SHIP', recommendedVariantKey: 'short' });

    expect(tone).toBe('success');
    expect(headline).toBe('Ship “Model, short”.');
    expect(sentences.join(' ')).toContain('Ordered');
  });

  it('says to keep the control when every variant is worse', () => {
    expect(verdict({ recommendation: 'ROLL_BACK' }).headline).toBe('Roll back: keep the control.');
  });

  it('says that nothing is settled while an experiment runs', () => {
    expect(verdict({ recommendation: 'KEEP_RUNNING' }).headline).toContain('Keep running');
  });

  it.each(['REVIEW', null] as const)('asks for a person on %s', recommendation => {
    expect(verdict({ recommendation })).toMatchObject({
      tone: 'warning',
      headline: expect.stringContaining('person'),
    });
  });

  it('forbids trust in arms of other sizes, whatever is recommended', () => {
    const found = verdict({
      status: 'SAMPLE_RATIO_MISMATCH',
      recommendation: 'SHIP',
      recommendedVariantKey: 'short',
      decisionBlockedBy: ['sample-ratio'],
    });

    expect(found.tone).toBe('error');
    expect(found.headline).toContain('Do not trust these results');
  });

  it('forbids trust when many saw several variants', () => {
    expect(verdict({ decisionBlockedBy: ['several-variants'] })).toMatchObject({ tone: 'error' });
  });

  it('shows a blocker that it does not know rather than a recommendation', () => {
    const found = verdict({ recommendation: 'SHIP', decisionBlockedBy: ['late-events'] });

    expect(found.headline).toBe('Do not decide on these results yet.');
    expect(found.sentences.join(' ')).toContain('late-events');
  });

  it('says how many there are when there are too few', () => {
    const found = verdict({ status: 'NOT_ENOUGH_DATA', decisionBlockedBy: ['not-enough-data'] });

    expect(found.headline).toBe('Not enough data yet.');
    expect(found.sentences.join(' ')).toContain('8,100 recipients');
  });

  it('holds back a fixed-size test until its planned size', () => {
    const found = verdict({ recommendation: 'SHIP', decisionBlockedBy: ['planned-size-not-reached'] });

    expect(found.headline).toContain('Too early to read');
    expect(found.sentences.join(' ')).toContain('8,100 of 20,000');
  });

  it('says that nobody was exposed', () => {
    const nobody = { ...results().metrics[0]!, arms: [arm('team', 0), arm('short', 0)] };

    expect(verdict({ status: 'NOT_ENOUGH_DATA', metrics: [nobody] }).headline).toContain('Nobody');
  });
});

it('a blocker without words of its own is still named', () => {
  expect(blockerText('sample-ratio')).toBe('the variants are not of the planned sizes');
  expect(blockerText('late-events')).toContain('late-events');
});
