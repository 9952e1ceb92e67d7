import { createMongoAbility } from '@casl/ability';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeys } from '../../packages/api/src/access/api-key.queries.js';
import { team, teams } from '../../packages/api/src/access/team.queries.js';
import { user, userByEmail, users } from '../../packages/api/src/access/user.queries.js';
import { alerts } from '../../packages/api/src/alerts/alert.queries.js';
import { holdoutCount } from '../../packages/api/src/assignment/holdout-members.queries.js';
import { experiment, experiments } from '../../packages/api/src/experiments/experiment.queries.js';
import { layerFreeBp, layerShares } from '../../packages/api/src/experiments/layer-range.queries.js';
import { holdout, holdoutOutlook, holdouts } from '../../packages/api/src/holdouts/holdout.queries.js';
import type { Ability } from '../../packages/api/src/kernel/actor.js';
import type { Look } from '../../packages/api/src/kernel/query.js';
import { layer, layers } from '../../packages/api/src/layers/layer.queries.js';
import { metric, metrics } from '../../packages/api/src/metrics/metric.queries.js';
import { experimentResults } from '../../packages/api/src/results/result.queries.js';
import { type House, openHouse } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const NOBODY = '00000000-0000-7000-8000-000000000000';
const PROSPECT = { sizeBp: 500, listSize: 100_000, baseRate: 0.02 };
const NOW = new Date(0);

/** What can be asked through the door, with what each answers where there is nothing yet. */
const QUESTIONS: readonly (readonly [string, (look: Look) => unknown])[] = [
  ['experiments', look => experiments(look, {}, {})],
  ['an experiment', look => experiment(look, 'none')],
  ['holdouts', look => holdouts(look, {}, {})],
  ['a holdout', look => holdout(look, 'none')],
  ['the outlook of a holdout', look => holdoutOutlook(look, PROSPECT)],
  ['the members of a holdout', look => holdoutCount(look, NOBODY)],
  ['layers', look => layers(look, {}, {})],
  ['a layer', look => layer(look, 'none')],
  ['the ranges of a layer', look => layerShares(look, 'none')],
  ['what is free of a layer', look => layerFreeBp(look, 'none')],
  ['metrics', look => metrics(look, {}, {})],
  ['a metric', look => metric(look, 'none')],
  ['alerts', look => alerts(look, {}, {})],
  ['results', look => experimentResults(look, { key: 'none' }, NOW)],
];

/** Whatever is asked, at once or later. */
const asked = async (question: (look: Look) => unknown, look: Look): Promise<unknown> => question(look);
const codeOf = (question: (look: Look) => unknown, look: Look) =>
  asked(question, look).then(
    () => null,
    (error: unknown) => (error as { code: unknown }).code,
  );

describe.each(QUESTIONS)('of %s', (_name, question) => {
  it('nobody is told who may not read of it', async () => {
    expect(await codeOf(question, house.doors('model').look)).toBe('FORBIDDEN');
    expect(await codeOf(question, house.doors('an unknown role').look)).toBe('FORBIDDEN');
  });

  it('whoever may read is told', async () => {
    expect([null, 'NOT_FOUND']).toContain(await codeOf(question, house.doors('viewer').look));
  });
});

describe('of results', () => {
  it('nobody is told by the right to read of experiments alone', async () => {
    const { look } = house.doors('viewer');
    const ability = createMongoAbility([{ subject: 'Experiment', action: 'read' }]) as Ability;
    // The connection is a getter, which a copy of the door would open.
    const narrow = Object.create(look, { ability: { value: ability } }) as Look;

    expect(await codeOf(one => experimentResults(one, { key: 'none' }, NOW), narrow)).toBe('FORBIDDEN');
  });
});

describe.each<[string, (look: Look) => unknown]>([
  ['API keys', look => apiKeys(look, {}, {}, NOW)],
  ['people', look => users(look, {}, {})],
  ['a person', look => user(look, NOBODY)],
  ['a person by address', look => userByEmail(look, 'ada@example.com')],
  ['teams', look => teams(look, {}, {})],
  ['a team', look => team(look, 'none')],
])('of %s', (_name, ask) => {
  it('those are told who manage them or watch over them, and nobody else', async () => {
    expect(await codeOf(ask, house.doors('experimenter').look)).toBe('FORBIDDEN');
    expect(await codeOf(ask, house.doors('administrator').look)).toBeNull();
    expect(await codeOf(ask, house.doors('auditor').look)).toBeNull();
  });
});
