import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey, newApiKey } from '../../packages/api/src/access/index.js';
import {
  Experiment,
  createExperiment,
  pauseExperiment,
  startExperiment,
} from '../../packages/api/src/experiments/index.js';
import type { Command, Governed, Writer } from '../../packages/api/src/kernel/command.js';
import { DomainError } from '../../packages/api/src/kernel/errors.js';
import { Metric, defineMetric } from '../../packages/api/src/metrics/index.js';
import { eventually } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { make } from '../support/make.js';
import { connectionTo, rowsOf } from '../support/rows.js';

let house: House;

beforeAll(async () => {
  house = await openHouse();
  await house.doors('administrator').change(defineMetric, metric('ordered'));
});

afterAll(() => house.close());

const metric = (key: string) => ({
  key,
  name: 'Order rate',
  kind: 'PROPORTION' as const,
  outcomeTypes: ['ordered'],
});

const draft = (key: string) => ({
  ...make.experiment(),
  key,
  design: { primaryMetric: 'ordered', method: 'FIXED' as const },
});

interface Entry {
  readonly action: string;
  readonly outcome: string;
  readonly actor_name: string;
  readonly before: { readonly status: string } | null;
  readonly after: { readonly status: string } | null;
}

const auditOf = (key: string): Promise<Entry[]> =>
  rowsOf<Entry>(
    house.databaseUrl,
    `select action, outcome, coalesce(value, actor_name) as actor_name, before, after from audit_entries
     left join audit_personal_values personal using (entry_id)
     where subject_key = $1 and coalesce(place, '/actor/name') = '/actor/name' order by id`,
    [key],
  );

const stored = (table: string, key: string) =>
  rowsOf(house.databaseUrl, `select version, name from ${table} where key = $1`, [key]);

const refusal = async (change: Promise<unknown>): Promise<Record<string, unknown>> => {
  const error = await change.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error('nothing was refused');
  return { code: error.code, ...error.extensions };
};

/** A verb that writes what no table takes in its audit row, or fails elsewhere on its way. */
const failing = <Subject extends Governed>(
  command: Command<ReturnType<typeof metric>, Subject>,
  at: 'audit' | 'save',
): Command<ReturnType<typeof metric>, Subject> => ({
  ...command,
  subject: {
    ...command.subject,
    ...(at === 'audit' ? { keyOf: () => 'no table takes \0' } : { auditView: () => ({ fine: true }) }),
  },
  apply: (before, input, context) => ({
    ...command.apply(before, input, context),
    ...(at === 'save' ? { kind: 'NOTHING' } : {}),
  }),
});

/** Holds the row of an experiment while commands queue up behind it. */
async function whileLocked<T>(
  key: string,
  work: (release: () => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const other = await connectionTo(house.databaseUrl);
  try {
    await other.query('begin');
    await other.query('select from experiments where key = $1 for update', [key]);
    return await work(() => other.query('rollback'));
  } finally {
    await other.end();
  }
}

/** How many commands wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    house.databaseUrl,
    `select count(*)::integer from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return row?.count ?? 0;
}

describe('a command', () => {
  it('stores the subject and one audit entry with what was before and after', async () => {
    const { change } = house.doors('experimenter');

    await change(createExperiment, draft('told'));
    await change(startExperiment, { key: 'told' });

    expect(await auditOf('told')).toMatchObject([
      { action: 'experiment.create', outcome: 'ALLOWED', before: null, after: { status: 'DRAFT' } },
      {
        action: 'experiment.start',
        outcome: 'ALLOWED',
        actor_name: 'Test user',
        before: { status: 'DRAFT', version: 1 },
        after: { status: 'RUNNING', version: 2 },
      },
    ]);
  });

  it('that is denied tells nothing of what there is: neither whether, nor in which version', async () => {
    await house.doors('administrator').change(createExperiment, draft('hidden'));
    const { change } = house.doors('viewer');

    const answers = await Promise.all([
      refusal(change(startExperiment, { key: 'hidden' })),
      refusal(change(startExperiment, { key: 'hidden', version: 99 })),
      refusal(change(startExperiment, { key: 'not-there' })),
    ]);

    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toEqual({ code: 'FORBIDDEN', action: 'experiment.start' });
  });

  it('is denied before its domain is asked, however its subject was loaded', async () => {
    const { change } = house.doors('viewer');
    await house.doors('experimenter').change(createExperiment, draft('unlocked'));
    const careless = {
      ...pauseExperiment,
      load: ({ manager }: Writer, { key }: { key: string }) => manager.findOneByOrFail(Experiment, { key }),
    };

    expect(await refusal(change(careless, { key: 'unlocked' }))).toEqual({
      code: 'FORBIDDEN',
      action: 'experiment.pause',
    });
    expect((await auditOf('unlocked')).at(-1)).toMatchObject({ action: 'experiment.pause.denied' });
  });

  it('that is denied with a stale version is recorded as well', async () => {
    await house.doors('experimenter').change(createExperiment, draft('stale'));

    const refused = await refusal(
      house.doors('viewer').change(startExperiment, { key: 'stale', version: 9 }),
    );

    expect(refused).toEqual({ code: 'FORBIDDEN', action: 'experiment.start' });
    expect((await auditOf('stale')).at(-1)).toMatchObject({ action: 'experiment.start.denied' });
  });

  it('that is denied changes nothing, and the attempt is recorded', async () => {
    const refused = await refusal(house.doors('viewer').change(defineMetric, metric('denied')));

    expect(refused).toEqual({ code: 'FORBIDDEN', action: 'metric.define' });
    expect(await stored('metrics', 'denied')).toEqual([]);
    expect(await auditOf('denied')).toEqual([
      {
        action: 'metric.define.denied',
        outcome: 'DENIED',
        actor_name: 'Test user',
        before: null,
        after: null,
      },
    ]);
  });

  it('that is denied on a stored subject names it and keeps nothing of its content', async () => {
    await house.doors('experimenter').change(createExperiment, draft('kept'));

    await refusal(house.doors('analyst').change(startExperiment, { key: 'kept' }));

    expect((await auditOf('kept')).at(-1)).toEqual({
      action: 'experiment.start.denied',
      outcome: 'DENIED',
      actor_name: 'Test user',
      before: null,
      after: null,
    });
  });

  it('that the domain refuses leaves nothing behind: no row, no change, no entry', async () => {
    await house.doors('experimenter').change(createExperiment, draft('ruled'));
    const before = await auditOf('ruled');

    const refused = await refusal(house.doors('experimenter').change(pauseExperiment, { key: 'ruled' }));

    expect(refused).toMatchObject({ code: 'RULE_VIOLATED', rule: 'wrong-status' });
    expect(await stored('experiments', 'ruled')).toEqual([{ version: 1, name: 'Subject line' }]);
    expect(await auditOf('ruled')).toEqual(before);
  });

  it('whose audit entry cannot be written does not happen', async () => {
    const change = house.doors('administrator').change(failing(defineMetric, 'audit'), metric('unrecorded'));

    await expect(change).rejects.toThrow('a value holds a character that cannot be stored');
    expect(await stored('metrics', 'unrecorded')).toEqual([]);
  });

  it('whose row cannot be stored changes nothing, and the failure is recorded without its content', async () => {
    const change = house.doors('administrator').change(failing(defineMetric, 'save'), metric('unstored'));

    await expect(change).rejects.toThrow(/violates check constraint/);
    expect(await stored('metrics', 'unstored')).toEqual([]);
    expect(await auditOf('unstored')).toEqual([
      {
        action: 'metric.define.failed',
        outcome: 'FAILED',
        actor_name: 'Test user',
        before: null,
        after: null,
      },
    ]);
  });

  it('that fails is told of to its caller, also where the failure cannot be recorded', async () => {
    const unrecordable = failing(failing(defineMetric, 'audit'), 'save');
    const change = house.doors('administrator').change(unrecordable, metric('unstored and unrecorded'));

    await expect(change).rejects.toThrow(/violates check constraint/);
  });

  it('that fails before there is a subject leaves no entry about nothing', async () => {
    const lost: typeof defineMetric = {
      ...defineMetric,
      load: () => Promise.reject(new Error('no subject')),
    };

    await expect(house.doors('administrator').change(lost, metric('lost'))).rejects.toThrow('no subject');
    expect(await auditOf('lost')).toEqual([]);
  });

  it('that forgets its audit entry is refused by the database at commit', async () => {
    const { writer } = house.application.database;
    const bare = writer.transaction(manager =>
      manager.update(Metric, { key: 'ordered' }, { name: 'Changed in silence' }),
    );

    await expect(bare).rejects.toThrow(/has no audit entry in this transaction/);
    expect(await stored('metrics', 'ordered')).toEqual([{ version: 1, name: 'Order rate' }]);
  });

  it('never shows the audit log a secret', async () => {
    const key = newApiKey('Secret keeper', 'esp');

    await house.doors('administrator').change(createApiKey, key);

    const [entry] = await auditOf('Secret keeper');
    expect(entry?.after).toMatchObject({ name: 'Secret keeper', prefix: key.prefix });
    expect(JSON.stringify(entry)).not.toContain(key.secretHash);
    expect(JSON.stringify(entry)).not.toContain(key.secret);
  });
});

describe('two commands at once', () => {
  it('on one experiment: one start wins, the others are refused, and one entry tells of it', async () => {
    const { change } = house.doors('experimenter');
    await change(createExperiment, draft('raced'));
    const start = () => change(startExperiment, { key: 'raced' });

    const settled = await whileLocked('raced', async release => {
      const started = Promise.allSettled([start(), start(), start(), start()]);
      await eventually(async () => expect(await waiting()).toBe(4));
      await release();
      return started;
    });

    const refused = settled
      .filter(one => one.status === 'rejected')
      .map(({ reason }) => reason as DomainError);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(refused.map(({ code, extensions }) => [code, extensions.rule])).toEqual(
      Array.from({ length: 3 }, () => ['RULE_VIOLATED', 'wrong-status']),
    );
    expect((await auditOf('raced')).map(({ action }) => action)).toEqual([
      'experiment.create',
      'experiment.start',
    ]);
  });

  it('that saw one version: the second is told of the first', async () => {
    const { change } = house.doors('experimenter');
    await change(createExperiment, draft('seen'));
    const start = () => change(startExperiment, { key: 'seen', version: 1 });

    const settled = await Promise.allSettled([start(), start()]);

    const [refused] = settled.filter(one => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'CONFLICT', extensions: { field: 'version', current: 2 } });
  });

  it('that want one key: one gets it, the others are told that it is taken', async () => {
    const { change } = house.doors('experimenter');
    const create = () => change(createExperiment, draft('wanted'));

    const settled = await Promise.allSettled([create(), create(), create()]);

    const refused = settled
      .filter(one => one.status === 'rejected')
      .map(({ reason }) => reason as DomainError);
    expect(refused.map(({ code, extensions }) => ({ code, ...extensions }))).toEqual([
      { code: 'CONFLICT', field: 'key', current: 'taken' },
      { code: 'CONFLICT', field: 'key', current: 'taken' },
    ]);
    expect(await stored('experiments', 'wanted')).toHaveLength(1);
    expect(await auditOf('wanted')).toHaveLength(1);
  });
});
