import { describe, expect, it } from 'vitest';
import type { Experiment } from './experiment.entity.js';
import type { ExperimentStatus } from './experiment.enums.js';
import {
  type ExperimentDraft,
  TRANSITIONS,
  amend,
  archive,
  draft,
  possibleVerbs,
  statusAfter,
} from './experiment.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const known = new Map([['orders', { kind: 'MEAN', retiredAt: null }]]);
const blank = { id: 'id', key: 'subject-line', seed: 'seed', version: 0 } as Experiment;

const typed = (overrides: Partial<ExperimentDraft> = {}): ExperimentDraft => ({
  name: 'Subject line',
  hypothesis: 'Shorter is better.',
  variants: [
    { key: 'a', weightBp: 5000 },
    { key: 'b', weightBp: 5000 },
  ],
  ...overrides,
});
const drafted = (overrides: Partial<ExperimentDraft> = {}) => draft(blank, typed(overrides), known, NOW);
const inStatus = (status: string) => ({ ...drafted(), status: status as ExperimentStatus });

/** Every verb from every status: where it leads, or "-" where it is refused. */
const LIFE = `
  status   amend  start    pause   resume   openPhase  stop     decide   archive
  DRAFT    DRAFT  RUNNING  -       -        -          -        -        ARCHIVED
  RUNNING  -      -        PAUSED  -        RUNNING    STOPPED  -        -
  PAUSED   -      -        -       RUNNING  PAUSED     STOPPED  -        -
  STOPPED  -      -        -       -        -          -        DECIDED  ARCHIVED
  DECIDED  -      -        -       -        -          -        -        ARCHIVED
  ARCHIVED -      -        -       -        -          -        -        -
`;
const [header = [], ...rows] = LIFE.trim()
  .split('\n')
  .map(line => line.trim().split(/\s+/));
const verbs = header.slice(1) as (keyof typeof TRANSITIONS)[];
const cases = rows.flatMap(([status = '', ...after]) =>
  verbs.map((verb, index) => [status, verb, after[index] ?? ''] as const),
);

describe('the life of an experiment', () => {
  it('has every verb in its table', () => {
    expect(verbs).toEqual(Object.keys(TRANSITIONS));
    expect(cases).toHaveLength(48);
  });

  it.each(cases.filter(([, , after]) => after !== '-'))(
    'leads from %s by %s to %s',
    (status, verb, after) => {
      expect(statusAfter(inStatus(status), verb)).toBe(after);
      expect(possibleVerbs(status as ExperimentStatus)).toContain(verb);
    },
  );

  it.each(cases.filter(([, , after]) => after === '-'))('does not lead from %s by %s', (status, verb) => {
    expect(() => statusAfter(inStatus(status), verb)).toThrow(
      expect.objectContaining({
        code: 'RULE_VIOLATED',
        message: `an experiment that is ${status.toLowerCase()} cannot be asked to ${verb}`,
        extensions: { rule: 'wrong-status', status, allowed: TRANSITIONS[verb].from },
      }),
    );
    expect(possibleVerbs(status as ExperimentStatus)).not.toContain(verb);
  });
});

describe('a draft', () => {
  it('is what was typed, and has not begun', () => {
    const experiment = drafted({ name: '  Subject line ', market: 'DE', channel: 'email' });

    expect(experiment).toMatchObject({
      ...blank,
      name: 'Subject line',
      status: 'DRAFT',
      allocationBp: 10_000,
      assignmentSource: 'HASHED',
      targeting: null,
      design: null,
      designHash: null,
      phases: [],
      decision: null,
      market: 'DE',
      journey: null,
      channel: 'email',
      createdAt: NOW,
      startedAt: null,
      archivedAt: null,
    });
  });

  it.each<[string, Partial<ExperimentDraft>, string]>([
    ['without a name', { name: ' \n' }, 'name'],
    ['with a name of 201 characters', { name: 'n'.repeat(201) }, 'name'],
    ['without a hypothesis', { hypothesis: '' }, 'hypothesis'],
    ['with a hypothesis of 5001 characters', { hypothesis: 'h'.repeat(5001) }, 'hypothesis'],
  ])('is refused %s', (_what, overrides, field) => {
    expect(() => drafted(overrides)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', extensions: { field } }),
    );
  });

  it('is refused with a metric nobody defined', () => {
    expect(() => drafted({ design: { primaryMetric: 'gmv', method: 'FIXED' } })).toThrow(
      'there is no metric "gmv"',
    );
  });

  it('is refused with targeting that could not be evaluated', () => {
    expect(() => drafted({ targeting: { market: { $near: 'DE' } } })).toThrow('there is no operator $near');
  });

  it('that is amended keeps what it is called and by what it is hashed', () => {
    const before = { ...drafted({ market: 'DE' }), version: 3 };

    const after = amend(before, typed({ name: 'Another', allocationBp: 500 }), known);

    expect(after).toEqual({ ...before, name: 'Another', allocationBp: 500, market: null });
  });

  it('that is put away says when', () => {
    expect(archive(drafted(), NOW)).toMatchObject({ status: 'ARCHIVED', archivedAt: NOW, phases: [] });
  });
});
