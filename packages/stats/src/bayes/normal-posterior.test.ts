import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalPosterior } from './normal-posterior.js';
import { casesOf, expectClose, numberAt, numbersAt } from '../vectors.test-support.js';

describe('the posterior of an effect', () => {
  it.each(casesOf('bayes_normal'))('agrees with mpmath for $id', ({ inputs, outputs }) => {
    const hasPrior = 'prior_var' in inputs;

    const result = normalPosterior({
      estimate: numberAt(inputs, 'estimate'),
      standardError: numberAt(inputs, 'se'),
      ...(hasPrior
        ? { priorMean: numberAt(inputs, 'prior_mean'), priorVariance: numberAt(inputs, 'prior_var') }
        : {}),
    });

    const [lower, upper] = numbersAt(outputs, 'ci95');
    expectClose(result.mean, outputs['post_mean'], 1e-12);
    expectClose(result.standardDeviation, outputs['post_sd'], 1e-12);
    expectClose(result.chanceToBeat, outputs['chance_to_beat']);
    expectClose(result.expectedLossOfTreatment, outputs['expected_loss_choose_treatment']);
    expectClose(result.expectedLossOfControl, outputs['expected_loss_choose_control']);
    expectClose(result.interval.lower, lower);
    expectClose(result.interval.upper, upper);
  });

  it('still knows the chance to lose where the chance to beat rounds to one', () => {
    const result = normalPosterior({ estimate: 0.721404616781399, standardError: 0.04234278590139256 });

    expect(result.chanceToBeat).toBe(1);
    expect(result.chanceToLose).toBeGreaterThan(0);
    expect(result.chanceToLose).toBeLessThan(1e-60);
  });

  it('swaps the losses when the effect changes its sign', () => {
    const estimate = fc.double({ min: -30, max: 30, noNaN: true });
    const property = fc.property(estimate, effect => {
      const there = normalPosterior({ estimate: effect, standardError: 1 });
      const back = normalPosterior({ estimate: -effect, standardError: 1 });
      expect(back.expectedLossOfControl).toBe(there.expectedLossOfTreatment);
      expect(back.chanceToBeat).toBe(there.chanceToLose);
      expect(there.expectedLossOfControl - there.expectedLossOfTreatment).toBeCloseTo(effect, 12);
    });
    fc.assert(property, { seed: 7 });
  });

  it('keeps its digits where hardly anything is left to lose (mpmath, 40 digits)', () => {
    const { expectedLossOfTreatment } = normalPosterior({ estimate: 30, standardError: 1 });

    expectClose(expectedLossOfTreatment, 1.631956734091401e-199, 5e-14);
  });

  it('loses without a jump where its two formulas meet', () => {
    const at = (z: number) =>
      normalPosterior({ estimate: z, standardError: 1 }).expectedLossOfTreatment * Math.exp((z * z) / 2);

    expectClose(at(10 - 1e-12), at(10), 1e-10);
  });

  it.each([
    ['standardError', { estimate: 1, standardError: 0 }],
    ['estimate', { estimate: Number.NaN, standardError: 1 }],
    ['priorVariance', { estimate: 1, standardError: 1, priorVariance: 0 }],
  ])('refuses impossible evidence by the name of %s', (name, evidence) => {
    expect(() => normalPosterior(evidence)).toThrow(name);
  });

  it('takes a prior of infinite variance for a flat one', () => {
    const evidence = { estimate: 0.05, standardError: 0.02, priorMean: 7 };

    expect(normalPosterior({ ...evidence, priorVariance: Infinity })).toEqual(normalPosterior(evidence));
  });
});
