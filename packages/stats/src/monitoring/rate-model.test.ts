import { describe, expect, it } from 'vitest';
import { concentrationScore, likelihoodGain, likeliestLogit } from './beta-binomial-likelihood.js';
import type { EventCount } from './bernoulli-cusum.js';
import { rateModel, rateResidual } from './rate-model.js';
import { expectClose, seeded } from '../vectors.test-support.js';

const batchesOf = (pairs: readonly (readonly [number, number])[]): EventCount[] =>
  pairs.map(([events, trials]) => ({ events, trials }));

// maximum by Newton in mpmath with 50 digits; scipy's betabinom has it at the same place to 1e-6
const FITS: [string, [number, number][], rate: number, concentration: number, gain: number][] = [
  [
    'days of 20,000 deliveries',
    [
      [417, 19464],
      [380, 20110],
      [455, 20342],
      [361, 19877],
      [402, 20003],
      [331, 18950],
      [472, 21011],
      [390, 19630],
    ],
    0.0201039687518625,
    9355.0871423583,
    3.94758529076952,
  ],
  [
    'small batches',
    [
      [3, 10],
      [7, 12],
      [0, 9],
      [5, 11],
      [2, 8],
      [9, 10],
    ],
    0.416273545681303,
    2.87012304658421,
    3.79331346908237,
  ],
  [
    'a million trials a day',
    [
      [199021, 1000000],
      [201544, 1000000],
      [188578, 1003493],
      [219097, 1105241],
      [204410, 998877],
    ],
    0.198271799949125,
    4958.01187322659,
    488.57443304436,
  ],
  [
    'rare events',
    [
      [0, 1402],
      [2, 720],
      [0, 1311],
      [1, 1015],
      [5, 900],
      [0, 1208],
      [1, 1100],
    ],
    0.00137023587384568,
    458.321708749018,
    2.44724508041716,
  ],
  [
    'hardly any extra variation',
    [
      [344, 18246],
      [581, 29620],
      [374, 16902],
      [402, 20003],
      [441, 20100],
      [370, 20040],
    ],
    0.0201456222664842,
    23097.799219282,
    0.675273224310692,
  ],
];

describe('a rate that varies from day to day', () => {
  it.each(FITS)('has the likeliest mean and concentration for %s', (_, pairs, rate, concentration, gain) => {
    const model = rateModel(batchesOf(pairs));

    expectClose(model.rate, rate, 1e-12);
    expectClose(model.concentration, concentration, 1e-10);
    expectClose(model.logLikelihoodGain, gain, 1e-10);
    expect(model.undefinedBecause).toBeNull();
  });

  it('depends neither on the order of the days, nor on idle days, nor on what is called an event', () => {
    const days = batchesOf(FITS[3]?.[1] ?? []);
    const model = rateModel(days);
    const back = rateModel([{ events: 0, trials: 0 }, ...days.toReversed()]);
    const mirrored = rateModel(days.map(({ events, trials }) => ({ events: trials - events, trials })));

    expectClose(back.concentration, model.concentration, 1e-9);
    expectClose(back.rate, model.rate, 1e-12);
    expectClose(mirrored.concentration, model.concentration, 1e-9);
    expectClose(1 - (mirrored.rate as number), model.rate, 1e-11);
  });

  it('is a plain binomial when days vary no more than chance', () => {
    const calm = [200, 201, 199, 200, 202, 198].map(events => ({ events, trials: 10_000 }));

    expect(rateModel(calm)).toEqual({
      rate: 0.02,
      concentration: null,
      logLikelihoodGain: 0,
      undefinedBecause: null,
    });
  });

  it('says so where days vary a little more than chance, however little', () => {
    // chance alone has a standard deviation of 14 events: these days have 14.7
    const days = [200 + 13, 200 - 13, 200 + 13, 200 - 13, 200 + 16, 200 - 16].map(events => ({
      events,
      trials: 10_000,
    }));
    const model = rateModel(days);

    expect(model.concentration).toBeGreaterThan(1e4);
    expect(model.logLikelihoodGain).toBeLessThan(0.1);
  });

  it('has no concentration left when each day is all or nothing', () => {
    const days = batchesOf([
      [5, 5],
      [0, 7],
      [0, 9],
      [3, 3],
      [1, 1],
    ]);

    expect(rateModel(days)).toMatchObject({ rate: 0.6, concentration: 0, undefinedBecause: null });
    // ln likelihood 3 ln 0.6 + 2 ln 0.4 against 9 ln(9 / 25) + 16 ln(16 / 25)
    expectClose(rateModel(days).logLikelihoodGain, 12.9703965347963, 1e-12);
  });

  it.each([
    ['no trials', [[0, 0]], null],
    [
      'no events',
      [
        [0, 9],
        [0, 3],
      ],
      0,
    ],
    [
      'only events',
      [
        [9, 9],
        [3, 3],
      ],
      1,
    ],
    [
      'no batch of two trials',
      [
        [1, 1],
        [0, 1],
        [0, 1],
        [1, 1],
        [0, 0],
      ],
      0.5,
    ],
  ] as const)('tells nothing of the variation from %s', (reason, pairs, rate) => {
    expect(rateModel(batchesOf(pairs))).toEqual({
      rate,
      concentration: null,
      logLikelihoodGain: 0,
      undefinedBecause: reason,
    });
  });

  it('recovers the variation of simulated days', () => {
    const random = seeded(11);
    // rates of 0.02 with a coefficient of variation of 10 %: S = 0.98 / (0.02 x 0.01) - 1 = 4899
    const days = Array.from({ length: 2000 }, () => {
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const chance = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const rate = 0.02 * (1 + 0.1 * normal);
      return { events: Math.round(20_000 * rate + Math.sqrt(20_000 * rate) * chance), trials: 20_000 };
    });
    const { rate, concentration } = rateModel(days);

    expect(Math.abs((rate as number) / 0.02 - 1)).toBeLessThan(0.01);
    expect(Math.abs((concentration as number) / 4899 - 1)).toBeLessThan(0.15);
  });
});

describe('the likelihood of a beta-binomial', () => {
  it('keeps its digits where it is nearly a binomial', () => {
    const batch = [{ events: 30, trials: 1000 }];
    const logit = Math.log(1 / 49);

    // mpmath, 50 digits
    expectClose(likelihoodGain(batch, 1e9, logit), 1.80612003264215e-6, 1e-12);
    expectClose(concentrationScore(batch, 1e9, logit), -1806.11761630765, 1e-6);
  });

  it('has its pooled rate as the likeliest one when rates do not vary', () => {
    const batches = batchesOf([
      [3, 100],
      [9, 150],
    ]);

    expectClose(likeliestLogit(batches, 1e13, 0), Math.log(12 / 238), 1e-9);
  });
});

describe('the residual of a rate', () => {
  it('is in binomial standard deviations where days do not vary', () => {
    const day = { events: 230, trials: 10_000 };

    for (const concentration of [null, Infinity]) {
      expectClose(rateResidual(day, { rate: 0.02, concentration }), 0.003 / 0.0014, 1e-12);
    }
  });

  it('is smaller the more days vary, and the same for one trial', () => {
    const day = { events: 230, trials: 10_000 };
    const at = (concentration: number | null) => rateResidual(day, { rate: 0.02, concentration });

    expect(at(100)).toBeLessThan(at(5000));
    expect(at(5000)).toBeLessThan(at(null));
    expectClose(at(0), 0.003 / 0.14, 1e-12);
    expectClose(at(4899), 0.003 / Math.sqrt(1.96e-6 * (1 + 9999 / 4900)), 1e-12);
    const single = { events: 1, trials: 1 };
    expect(rateResidual(single, { rate: 0.02, concentration: 3 })).toBe(
      rateResidual(single, { rate: 0.02, concentration: null }),
    );
  });

  it.each([
    ['batch.events', { events: 3, trials: 2 }, { rate: 0.1, concentration: null }],
    ['batch.trials', { events: 0, trials: 0 }, { rate: 0.1, concentration: null }],
    ['rate', { events: 0, trials: 2 }, { rate: 0, concentration: null }],
    ['rate', { events: 0, trials: 2 }, { rate: null, concentration: null }],
    ['concentration', { events: 0, trials: 2 }, { rate: 0.1, concentration: -1 }],
    ['concentration', { events: 0, trials: 2 }, { rate: 0.1, concentration: Number.NaN }],
  ])('refuses an impossible %s', (name, batch, model) => {
    expect(() => rateResidual(batch, model)).toThrow(RangeError);
    expect(() => rateResidual(batch, model)).toThrow(name);
  });

  it('belongs to a model that names the impossible batch', () => {
    expect(() =>
      rateModel([
        { events: 1, trials: 2 },
        { events: 3, trials: 2 },
      ]),
    ).toThrow('batches[1].events');
  });
});
