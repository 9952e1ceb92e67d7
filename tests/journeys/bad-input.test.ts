import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { type House, openHouse } from '../support/house.js';
import { CREATE, createExperiment, defineMetric, make, runningExperiment, verb } from '../support/make.js';

let house: House;
let client: Client;

beforeAll(async () => {
  house = await openHouse();
  client = await house.as('administrator');
  await runningExperiment(client);
});

afterAll(() => house.close());

const DEFINE = 'mutation ($input: DefineMetricInput!) { defineMetric(input: $input) { key } }';
const AMEND = 'mutation ($input: AmendExperimentInput!) { amendExperiment(input: $input) { version } }';
const PHASE =
  'mutation ($input: OpenExperimentPhaseInput!) { openExperimentPhase(input: $input) { version } }';
const DECIDE = 'mutation ($input: DecideExperimentInput!) { decideExperiment(input: $input) { version } }';

type Case = readonly [what: string, overrides: Record<string, unknown>, refusal: Record<string, unknown>];

const variant = (key: string, weightBp: unknown, more = {}) => ({ key, weightBp, ...more });
const design = (overrides: Record<string, unknown>) => ({ design: make.design(overrides) });
const bad = (field: string) => ({ code: 'BAD_USER_INPUT', field });
const ruled = (rule: string, field: string) => ({ code: 'RULE_VIOLATED', rule, field });

describe('an experiment is refused', () => {
  const cases: readonly Case[] = [
    [
      'whose weights do not sum to all',
      { variants: make.variants(5000, 4999) },
      ruled('weights-sum', 'variants'),
    ],
    ['with one variant', { variants: make.variants(10_000) }, bad('variants')],
    ['with 21 variants', { variants: make.variants(...Array<number>(21).fill(476)) }, bad('variants')],
    [
      'with one key for two variants',
      { variants: [variant('a', 5000), variant('a', 5000)] },
      ruled('variant-keys-distinct', 'variants'),
    ],
    [
      'with two controls',
      { variants: [variant('a', 5000, { isControl: true }), variant('b', 5000, { isControl: true })] },
      ruled('one-control', 'variants'),
    ],
    [
      'with a weight that is not whole',
      { variants: [variant('a', 0.5), variant('b', 9999.5)] },
      bad('input.variants[0].weightBp'),
    ],
    [
      'with a weight below nothing',
      { variants: [variant('a', -1), variant('b', 10_001)] },
      bad('input.variants[0].weightBp'),
    ],
    [
      'with a weight in words',
      { variants: [variant('a', '5000'), variant('b', 5000)] },
      bad('input.variants[0].weightBp'),
    ],
    [
      'with a variant without a key',
      { variants: [variant('', 5000), variant('b', 5000)] },
      bad('input.variants[0].key'),
    ],
    [
      'with a metric nobody defined',
      design({ primaryMetric: 'gmv' }),
      { ...ruled('unknown-metric', 'design.primaryMetric'), metric: 'gmv' },
    ],
    [
      'with a second metric nobody defined',
      design({ secondaryMetrics: ['gmv'] }),
      ruled('unknown-metric', 'design.secondaryMetrics'),
    ],
    [
      'with a guardrail nobody defined',
      design({ guardrails: [{ metric: 'gmv', margin: 0.1 }] }),
      ruled('unknown-metric', 'design.guardrails'),
    ],
    [
      'with a covariate nobody defined',
      design({ covariateMetric: 'gmv' }),
      ruled('unknown-metric', 'design.covariateMetric'),
    ],
    [
      'with a metric in two roles',
      design({ secondaryMetrics: ['ordered'] }),
      ruled('metric-named-twice', 'design'),
    ],
    ['with an alpha of 0.6', design({ alpha: 0.6 }), bad('design.alpha')],
    ['with a power of 1', design({ power: 1 }), bad('design.power')],
    [
      'with a lift of nothing to detect',
      design({ minimumDetectableLift: 0 }),
      bad('design.minimumDetectableLift'),
    ],
    ['with 99 recipients planned', design({ plannedRecipients: 99 }), bad('design.plannedRecipients')],
    ['with a method nobody knows', design({ method: 'GUESS' }), bad('input.design.method')],
    [
      'with a margin above all',
      design({ guardrails: [{ metric: 'ordered', margin: 1.5 }] }),
      bad('input.design.guardrails[0].margin'),
    ],
    ['without a name', { name: '  ' }, bad('name')],
    ['with a name of 201 characters', { name: 'n'.repeat(201) }, bad('name')],
    ['without a hypothesis', { hypothesis: '' }, bad('hypothesis')],
    ['with an allocation above all', { allocationBp: 10_001 }, bad('input.allocationBp')],
    [
      'with an operator nobody knows',
      { targeting: { market: { $like: 'D%' } } },
      ruled('invalid-condition', 'targeting.market.$like'),
    ],
    ['with targeting that is a list', { targeting: [] }, bad('input.targeting')],
    [
      'with a payload that is too large',
      { variants: [variant('a', 5000, { payload: { text: 'x'.repeat(16_384) } }), variant('b', 5000)] },
      bad('variants'),
    ],
    ['with a capital in its key', { key: 'Subject' }, bad('input.key')],
    ['with a blank in its key', { key: 'subject line' }, bad('input.key')],
    ['with a key of 65 characters', { key: 'k'.repeat(65) }, bad('input.key')],
    ['with a key that begins with a dot', { key: '.hidden' }, bad('input.key')],
    ['with a number for a key', { key: 7 }, bad('input.key')],
    [
      'with a key that is taken',
      { key: 'subject-line' },
      { code: 'CONFLICT', field: 'key', current: 'taken' },
    ],
    ['with a field nobody knows', { owner: 'me' }, bad('input')],
    ['with a character that cannot be stored', { name: 'a\u0000b' }, { code: 'BAD_USER_INPUT' }],
  ];

  it.each(cases)('%s', async (_what, overrides, expected) => {
    const input = make.experiment({ key: 'refused', ...overrides });

    const refusal = await client.refusal(CREATE, { input });

    expect(refusal).toMatchObject(expected);
    expect(await client.ask('{ experiment(key: "refused") { key } }').catch(() => null)).toBeNull();
  });
});

describe('a metric is refused', () => {
  const cases: readonly Case[] = [
    ['without a name', { name: '' }, bad('name')],
    ['without outcomes', { outcomeTypes: [] }, bad('outcomeTypes')],
    [
      'with 21 types of outcome',
      { outcomeTypes: Array.from({ length: 21 }, (_one, index) => `t${index}`) },
      bad('outcomeTypes'),
    ],
    ['with an outcome of odd spelling', { outcomeTypes: ['ordered!'] }, bad('outcomeTypes')],
    ['of a kind nobody knows', { kind: 'MEDIAN' }, bad('input.kind')],
    ['that is a ratio without a denominator', { kind: 'RATIO' }, bad('denominatorOutcomeTypes')],
    [
      'that is no ratio and has a denominator',
      { denominatorOutcomeTypes: ['opened'] },
      ruled('denominator-without-ratio', 'denominatorOutcomeTypes'),
    ],
    ['with a window of no hours', { conversionWindowHours: 0 }, bad('conversionWindowHours')],
    ['with a window of more than a year', { conversionWindowHours: 8785 }, bad('conversionWindowHours')],
    ['with a cap of nothing', { kind: 'MEAN', cap: 0 }, bad('cap')],
    ['that is a proportion and capped', { cap: 1 }, ruled('cap-on-proportion', 'cap')],
    ['with a currency in small letters', { currency: 'eur' }, bad('currency')],
    ['with a key that is taken', { key: 'ordered' }, { code: 'CONFLICT', field: 'key', current: 'taken' }],
  ];

  it.each(cases)('%s', async (_what, overrides, expected) => {
    const input = make.metric({ key: 'refused', ...overrides });

    expect(await client.refusal(DEFINE, { input })).toMatchObject(expected);
  });
});

describe('a verb is refused', () => {
  it('without a design to start with', async () => {
    await createExperiment(client, { key: 'no-design', design: null });

    const refusal = await client.refusal('mutation { startExperiment(key: "no-design") { key } }');

    expect(refusal).toMatchObject(ruled('design-required', 'design'));
  });

  it('with nobody allocated', async () => {
    await createExperiment(client, { key: 'nobody', allocationBp: 0 });

    const refusal = await client.refusal('mutation { startExperiment(key: "nobody") { key } }');

    expect(refusal).toMatchObject(ruled('nobody-allocated', 'allocationBp'));
  });

  it('on a metric that was retired since', async () => {
    await defineMetric(client, { key: 'retiring' });
    await createExperiment(client, { key: 'on-retired', design: make.design({ primaryMetric: 'retiring' }) });
    await client.ask('mutation { retireMetric(key: "retiring") { key } }');

    const refusal = await client.refusal('mutation { startExperiment(key: "on-retired") { key } }');

    expect(refusal).toMatchObject(ruled('retired-metric', 'design.primaryMetric'));
  });

  it('with a version that is not the latest', async () => {
    await createExperiment(client, { key: 'stale' });
    const input = { ...make.experiment({ key: 'stale' }), version: 7 };

    const refusal = await client.refusal(AMEND, { input });

    expect(refusal).toMatchObject({ code: 'CONFLICT', field: 'version', current: 1 });
  });

  it.each(['start', 'pause', 'resume', 'stop', 'archive'])(
    'on an experiment nobody created: %s',
    async name => {
      const refusal = await client.refusal(`mutation { ${name}Experiment(key: "nothing") { key } }`);

      expect(refusal).toMatchObject({ code: 'NOT_FOUND', key: 'nothing' });
      expect(refusal.message).toBe('there is no experiment "nothing"');
    },
  );

  it.each<Case>([
    ['without a reason', { reason: ' ' }, bad('reason')],
    [
      'that forgets a variant',
      { weights: [{ variantKey: 'control', weightBp: 10_000 }] },
      ruled('weights-incomplete', 'weights'),
    ],
    ['that assigns nobody', { allocationBp: 0 }, ruled('nobody-allocated', 'allocationBp')],
    [
      'with a condition that makes no sense',
      { targeting: { $or: [] } },
      ruled('invalid-condition', 'targeting.$or'),
    ],
  ])('that opens a phase %s', async (_what, overrides, expected) => {
    const input = { key: 'subject-line', reason: 'More of it.', ...overrides };

    expect(await client.refusal(PHASE, { input })).toMatchObject(expected);
  });

  it.each<Case>([
    ['without a rationale', { rationale: '' }, bad('rationale')],
    ['to ship without naming what', { outcome: 'SHIP' }, bad('variantKey')],
    [
      'to ship what there is not',
      { outcome: 'SHIP', variantKey: 'other' },
      ruled('unknown-variant', 'variantKey'),
    ],
    ['to roll back and name a variant', { variantKey: 'control' }, bad('variantKey')],
    [
      'to ship without data',
      { outcome: 'SHIP', variantKey: 'variant-1' },
      { rule: 'decision-blocked', blockedBy: ['not-enough-data'] },
    ],
  ])('that decides %s', async (_what, overrides, expected) => {
    const key = `decided-${_what.replaceAll(' ', '-')}`;
    await createExperiment(client, { key });
    await verb(client, 'start', key);
    await verb(client, 'stop', key);

    const input = { key, outcome: 'ROLL_BACK', rationale: 'Because.', ...overrides };

    expect(await client.refusal(DECIDE, { input })).toMatchObject(expected);
  });
});

describe('an id that is none', () => {
  it('is the id of no key', async () => {
    const refusal = await client.refusal('mutation { revokeApiKey(id: "not-an-id") { id } }');

    expect(refusal).toMatchObject({ code: 'NOT_FOUND', key: 'not-an-id' });
  });

  it('is told by its field where the audit log is filtered by it', async () => {
    const refusal = await client.refusal('{ auditEntries(filter: { subjectId: "not-an-id" }) { total } }');

    expect(refusal).toMatchObject(bad('filter.subjectId'));
  });

  it('is the id of no audit entry', async () => {
    expect(await client.answer('{ auditEntry(id: "not-an-id") { id } }')).toEqual({
      data: { auditEntry: null },
    });
  });
});
