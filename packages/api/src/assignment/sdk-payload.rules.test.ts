import { GrowthBookClient } from '@growthbook/growthbook';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../experiments/index.js';
import type { Holdout } from '../holdouts/index.js';
import type { Layer } from '../layers/index.js';
import { assign } from './assignment.rules.js';
import { compilePlan } from './plan.rules.js';
import { sdkPayload } from './sdk-payload.rules.js';

const AT = '2026-01-01T00:00:00.000Z';

const phase = (overrides: object = {}) => ({
  number: 1,
  startedAt: AT,
  endedAt: null,
  allocationBp: 10_000,
  weights: [
    { variantKey: 'a', weightBp: 5000 },
    { variantKey: 'b', weightBp: 5000 },
  ],
  targeting: null,
  ...overrides,
});

const experiment = (key: string, overrides: object = {}): Experiment =>
  ({
    id: key,
    key,
    seed: `seed of ${key}`,
    status: 'RUNNING',
    assignmentSource: 'HASHED',
    channel: null,
    market: null,
    pausedAt: null,
    variants: [
      { key: 'a', payload: { subject: 'A' }, modelVersionId: null },
      { key: 'b', payload: null, modelVersionId: 'model-2' },
    ],
    phases: [phase()],
    ...overrides,
  }) as unknown as Experiment;

const holdout = (key: string, overrides: object = {}): Holdout =>
  ({
    id: key,
    key,
    seed: `seed of ${key}`,
    scope: 'GLOBAL',
    channel: null,
    market: null,
    experimentKeys: null,
    openedAt: new Date(AT),
    closedAt: null,
    sizes: [{ sizeBp: 2000, from: AT, reason: 'opened' }],
    eligibility: null,
    exemptions: [],
    ...overrides,
  }) as unknown as Holdout;

const layers = [{ id: 'lines', key: 'lines', seed: 'seed of lines' } as Layer];

const featuresOf = (experiments: Experiment[], holdouts: Holdout[] = []) =>
  sdkPayload(compilePlan({ experiments, holdouts })).features;

describe('the payload for the SDKs', () => {
  it('has a feature for each experiment, worth its variants, and nothing for whoever gets none', () => {
    const latest = phase({ number: 2, allocationBp: 4000, targeting: { market: 'DE' } });
    const plan = compilePlan({ experiments: [experiment('subject', { phases: [phase(), latest] })] });

    expect(sdkPayload(plan)).toEqual({
      status: 200,
      features: {
        subject: {
          defaultValue: null,
          rules: [
            {
              key: 'subject',
              seed: 'seed of subject',
              hashAttribute: 'id',
              hashVersion: 2,
              disableStickyBucketing: true,
              phase: '2',
              variations: [
                { variant: 'a', payload: { subject: 'A' } },
                { variant: 'b', payload: null },
              ],
              meta: [{ key: 'a' }, { key: 'b' }],
              ranges: [
                [0, 0.2],
                [0.5, 0.7],
              ],
              condition: { market: 'DE' },
            },
          ],
        },
      },
    });
  });

  it('has a feature for each holdout, which the experiments that it covers ask', () => {
    const features = featuresOf(
      [experiment('mail', { channel: 'email' }), experiment('any'), experiment('push', { channel: 'push' })],
      [
        holdout('letters', {
          scope: 'CHANNEL',
          channel: 'email',
          eligibility: { tier: 'gold' },
          exemptions: [{ category: 'LEGAL', reason: 'the law' }],
        }),
      ],
    );
    const rule = {
      force: 'holdoutcontrol',
      seed: 'seed of letters',
      hashAttribute: 'id',
      hashVersion: 2,
      range: [0, 0.2],
    };
    const exempt = { $nor: [{ messageCategory: { $eq: 'LEGAL' } }] };
    const told = { $or: [{ channel: { $not: { $type: 'string' } } }, { channel: { $eq: 'email' } }] };

    expect(features).toMatchObject({
      '$holdout:letters': {
        defaultValue: 'genpop',
        rules: [{ ...rule, condition: { $and: [exempt, { tier: 'gold' }] } }],
      },
      '$holdout:letters:channel': {
        defaultValue: 'genpop',
        rules: [{ ...rule, condition: { $and: [told, exempt, { tier: 'gold' }] } }],
      },
      mail: {
        rules: [{ parentConditions: [{ id: '$holdout:letters', condition: { value: 'genpop' } }] }],
      },
      any: {
        rules: [{ parentConditions: [{ id: '$holdout:letters:channel', condition: { value: 'genpop' } }] }],
      },
      push: { rules: [expect.not.objectContaining({ parentConditions: expect.anything() as unknown })] },
    });
    expect(Object.keys(features)).toHaveLength(5);
  });

  it('has a filter for the range that an experiment has in a layer', () => {
    const phases = [phase({ layerRange: { fromBp: 2500, toBp: 5000 } })];
    const plan = compilePlan({ experiments: [experiment('subject', { layerKey: 'lines', phases })], layers });
    const filter = { attribute: 'id', hashVersion: 2, seed: 'seed of lines', ranges: [[0.25, 0.5]] };

    expect(sdkPayload(plan).features).toMatchObject({ subject: { rules: [{ filters: [filter] }] } });
  });

  it.each([
    ['one that is paused', experiment('x', { status: 'PAUSED' })],
    ['one that is over', experiment('x', { status: 'STOPPED' })],
    ['one that is assigned elsewhere', experiment('x', { assignmentSource: 'EXTERNAL' })],
    ['one whose key every object has', experiment('constructor')],
    ['one whose targeting is read otherwise', experiment('x', { phases: [phase({ targeting: { id: 1 } })] })],
  ])('leaves out %s', (_what, one) => {
    expect(Object.keys(featuresOf([one, experiment('other')]))).toEqual(['other']);
  });

  it('leaves out the experiments of a holdout whose eligibility is read otherwise, and no others', () => {
    const unlike = holdout('unlike', { scope: 'CHANNEL', channel: 'email', eligibility: { id: 'a' } });
    const covered = experiment('covered', { channel: 'email' });

    expect(Object.keys(featuresOf([covered, experiment('other', { channel: 'push' })], [unlike]))).toEqual([
      'other',
    ]);
    expect(Object.keys(featuresOf([covered], [{ ...unlike, closedAt: new Date(AT) }]))).toEqual(['covered']);
  });
});

describe('the SDK', () => {
  const places = fc.constantFrom(null, 'email', 'push');
  const conditions = fc.constantFrom<unknown>(
    null,
    {},
    { tier: 'gold' },
    { $or: [{ channel: 'email' }, { tier: { $in: ['gold', 'silver'] } }] },
    { $not: { messageCategory: { $exists: true } }, age: { $gte: 18 } },
    { tags: { $elemMatch: { $eq: 'a' } } },
  );
  const weights = fc
    .uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 4 })
    .map(cuts => [0, ...cuts.toSorted((one, other) => one - other), 10_000])
    .map(cuts => cuts.slice(1).map((cut, index) => cut - (cuts[index] ?? 0)));
  const experiments = fc
    .array(
      fc.record({
        channel: places,
        market: places,
        targeting: conditions,
        weights,
        allocationBp: fc.nat(10_000),
        layerRange: fc.constantFrom(null, { fromBp: 1234, toBp: 9000 }),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map(all =>
      all.map(({ channel, market, weights: shares, ...rest }, index) =>
        experiment(`e${index}`, {
          channel,
          market,
          layerKey: rest.layerRange && 'lines',
          variants: shares.map((_one, place) => ({ key: `v${place}`, payload: null, modelVersionId: null })),
          phases: [
            phase({
              ...rest,
              weights: shares.map((weightBp, place) => ({ variantKey: `v${place}`, weightBp })),
            }),
          ],
        }),
      ),
    );
  const holdouts = fc
    .array(
      fc.record({
        scope: fc.constantFrom('GLOBAL', 'CHANNEL', 'MARKET', 'EXPERIMENTS'),
        place: fc.constantFrom('email', 'push'),
        experimentKeys: fc.subarray(['e0', 'e1', 'e2'], { minLength: 1 }),
        eligibility: conditions,
        exempt: fc.subarray(['LEGAL', 'SAFETY']),
        sizeBp: fc.integer({ min: 100, max: 6000 }),
      }),
      { maxLength: 3 },
    )
    .map(all =>
      all.map(({ place, exempt, sizeBp, ...rest }, index) =>
        holdout(`h${index}`, {
          ...rest,
          channel: place,
          market: place,
          sizes: [{ sizeBp, from: AT, reason: '' }],
          exemptions: exempt.map(category => ({ category, reason: '' })),
        }),
      ),
    );
  const oneOf = (...values: unknown[]) => fc.constantFrom<unknown>(undefined, null, 7, ...values);
  const contexts = fc.record({
    channel: oneOf('email', 'push', ['email']),
    market: oneOf('email', 'push', { of: 'email' }),
    messageCategory: oneOf('LEGAL', 'MARKETING', ['LEGAL']),
    tier: oneOf('gold', 'silver'),
    age: oneOf(17, 18),
    tags: oneOf(['a'], []),
  });

  it('gives every recipient what we give, whatever the experiments, the holdouts and the context', () => {
    const counts: Record<string, number> = {};
    fc.assert(
      fc.property(
        experiments,
        holdouts,
        contexts,
        fc.string({ unit: 'grapheme' }),
        (some, held, context, stem) => {
          const plan = compilePlan({ experiments: some, holdouts: held, layers });
          const payload: unknown = JSON.parse(JSON.stringify(sdkPayload(plan)));
          const client = new GrowthBookClient().initSync({ payload: payload as never });
          for (let index = 0; index < 20; index += 1) {
            const id = `r${stem}${index}`;
            for (const key of plan.experiments.keys()) {
              const { variant, reason } = assign(plan, key, id, context);
              const theirs = client.evalFeature(key, { attributes: { ...context, id } });
              counts[reason] = (counts[reason] ?? 0) + 1;
              expect(theirs.experimentResult?.key ?? null).toBe(variant?.key ?? null);
            }
          }
        },
      ),
      { seed: 20_260_801, numRuns: 400 },
    );

    // A comparison of answers that are all alike would prove little.
    for (const reason of ['ASSIGNED', 'HELD_OUT', 'EXCLUDED_BY_LAYER', 'NOT_TARGETED', 'NOT_IN_ALLOCATION']) {
      expect(counts[reason]).toBeGreaterThan(1000);
    }
  });
});
