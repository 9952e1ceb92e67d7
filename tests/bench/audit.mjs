import { LogKeeper } from '../../packages/api/dist/audit/index.js';
import { doorsOf } from '../../packages/api/dist/doors.js';
import { createExperiment, Experiment } from '../../packages/api/dist/experiments/index.js';
import { amendExperiment } from '../../packages/api/dist/experiments/experiment.commands.js';
import { interleaved, ratioOf, spreadOf } from './rounds.mjs';

const CLIENTS = 8;
const PERSON = /** @type {const} */ ({ type: 'USER', id: 'bench', name: 'Ada', roles: ['experimenter'] });

/**
 * What the audit log costs: a command as it is, against the same command with a plain row of the same table, without
 * hashes, patch, commitments and sequencing; and how fast entries get their places, against numbering them.
 *
 * @param {import('./place.mjs').Place} place @param {import('./scale.mjs').Scale} scale
 */
export async function benchAudit(place, scale) {
  await place.owner.query(PLAIN);
  try {
    return [await benchCommands(place, scale), await benchSequencing(place, scale)];
  } finally {
    await place.owner.query(AS_BEFORE);
  }
}

/** Rows of the same shape elsewhere, which the trigger of governed tables takes too. */
const PLAIN = `
create table plain_entries (like audit_entries including all);
alter table plain_entries alter column leaf_hash drop not null;
alter table plain_entries drop constraint if exists audit_entries_hashed;
grant insert on plain_entries to probity_app;
create table plain_leaves (like audit_leaves including all);
alter function require_audit_entry() rename to require_audit_entry_kept;
create function require_audit_entry() returns trigger language plpgsql as $$
begin
  if not exists (select from audit_entries where subject_id = new.id and subject_type = tg_argv[0]
                 and xid = pg_current_xact_id())
     and not exists (select from plain_entries where subject_id = new.id and subject_type = tg_argv[0]
                     and xid = pg_current_xact_id()) then
    raise exception 'no audit entry';
  end if;
  return null;
end $$;
drop trigger experiments_audited on experiments;
create constraint trigger experiments_audited after insert or update or delete on experiments
  deferrable initially deferred for each row execute function require_audit_entry('Experiment');`;
const AS_BEFORE = `
drop trigger experiments_audited on experiments;
drop function require_audit_entry();
alter function require_audit_entry_kept() rename to require_audit_entry;
create constraint trigger experiments_audited after insert or update or delete on experiments
  deferrable initially deferred for each row execute function require_audit_entry('Experiment');
drop table plain_entries, plain_leaves;`;

/** @param {import('./place.mjs').Place} place @param {import('./scale.mjs').Scale} scale */
async function benchCommands({ application }, { rounds, commands }) {
  const context = doorsOf(application)(PERSON, 'bench');
  const keys = Array.from({ length: CLIENTS }, (_none, index) => `audited-${index}`);
  for (const key of keys) await context.change(createExperiment, draft(key));
  /** @param {(key: string, name: string) => Promise<unknown>} command */
  const seconds = async command => {
    const startedAt = performance.now();
    await Promise.all(
      keys.map(async key => {
        for (let turn = 0; turn < commands / CLIENTS; turn += 1) await command(key, `Name ${turn}`);
      }),
    );
    return (performance.now() - startedAt) / 1000;
  };
  const keeper = new LogKeeper(application);
  const costs = await interleaved(rounds, {
    plain: () => seconds((key, name) => plainly(application, context, { ...draft(key), name })),
    audited: async () => {
      const sequencing = setInterval(() => void keeper.sequence().then(() => keeper.checkpoint()), 1_000);
      const cost = await seconds((key, name) => context.change(amendExperiment, { ...draft(key), name }));
      clearInterval(sequencing);
      await keeper.sequence();
      return cost;
    },
  });
  const each = (/** @type {readonly number[]} */ values) =>
    spreadOf(values.map(value => (value * 1000 * CLIENTS) / commands));
  return {
    name: `audited command, ${CLIENTS} clients`,
    against: 'the same command with a plain audit row',
    unit: 'ms',
    ours: each(costs.audited),
    floor: each(costs.plain),
    ratio: ratioOf(costs.audited, costs.plain),
    notes: [`the bar is 1.5; ${commands} commands a round, entries sequenced meanwhile`],
  };
}

/** @param {string} key */
const draft = key => ({
  key,
  name: 'Bench',
  hypothesis: 'It is quick.',
  variants: [
    { key: 'business-as-usual', weightBp: 5000 },
    { key: 'ai-decisioned', weightBp: 5000, payload: { template: 'picks', slots: 3 } },
  ],
  design: {
    primaryMetric: 'ordered',
    secondaryMetrics: ['revenue'],
    method: /** @type {const} */ ('SEQUENTIAL'),
  },
});

const COLUMNS = `entry_id, at, actor_type, actor_id, actor_name, action, outcome, subject_type, subject_id, subject_key,
  before, after, reason, request_id`;

/**
 * The change door without what makes its entries provable.
 *
 * @param {import('../../packages/api/dist/application.js').Application} application
 * @param {import('../../packages/api/dist/context.js').Context} context
 * @param {ReturnType<typeof draft>} input
 */
async function plainly({ database, now }, { actor, look: { ability } }, input) {
  const { subject, name } = amendExperiment;
  const writer = { now: now(), actor, ability, permit: () => undefined };
  await database.writer.transaction('READ COMMITTED', async manager => {
    const before = await amendExperiment.load({ ...writer, manager }, input);
    const evidence = await amendExperiment.consult?.({ ...writer, manager }, before, input);
    const after = {
      ...amendExperiment.apply(before, input, { ...writer, evidence: /** @type {never} */ (evidence) }),
      version: before.version + 1,
    };
    await manager.save(Experiment, after);
    await manager.query(
      `insert into plain_entries (${COLUMNS})
       values (gen_random_uuid(), $1, $2, $3, $4, $5, 'ALLOWED', $6, $7, $8, $9, $10, null, 'bench')`,
      [
        writer.now,
        actor.type,
        actor.id,
        actor.name,
        name,
        subject.name,
        after.id,
        after.key,
        JSON.stringify(subject.auditView(before)),
        JSON.stringify(subject.auditView(after)),
      ],
    );
  });
}

/** @param {import('./place.mjs').Place} place @param {import('./scale.mjs').Scale} scale */
async function benchSequencing({ application, owner }, { rounds, entries }) {
  const keeper = new LogKeeper(application);
  await keeper.sequence();
  const written = async () => {
    await owner.query(WRITE_MANY, [entries]);
    await owner.query('checkpoint');
  };
  const costs = await interleaved(rounds, {
    numbered: async () => {
      await written();
      const startedAt = performance.now();
      await owner.query(NUMBER);
      const seconds = (performance.now() - startedAt) / 1000;
      await owner.query('truncate plain_leaves');
      await keeper.sequence();
      return seconds;
    },
    sequenced: async () => {
      await written();
      const startedAt = performance.now();
      const taken = await keeper.sequence();
      const seconds = (performance.now() - startedAt) / 1000;
      if (taken !== entries) throw new Error(`of ${entries} entries ${taken} were sequenced`);
      return seconds;
    },
  });
  const rate = Math.round(entries / spreadOf(costs.sequenced).median);
  const ms = (/** @type {readonly number[]} */ values) => spreadOf(values.map(value => value * 1000));
  return {
    name: 'sequencing',
    against: 'numbering the same entries by one INSERT, same indexes',
    unit: 'ms',
    ours: ms(costs.sequenced),
    floor: ms(costs.numbered),
    ratio: ratioOf(costs.sequenced, costs.numbered),
    notes: [
      `${rate.toLocaleString('en')} entries/s with the tree above them, ${entries.toLocaleString('en')} a round`,
    ],
  };
}

const WRITE_MANY = `
insert into audit_entries (at, actor_type, actor_id, actor_name, action, outcome, subject_type, subject_id, subject_key,
  request_id, entry_id, leaf_hash)
select now(), 'SYSTEM', 'bench', 'bench', 'bench.write', 'ALLOWED', 'Bench', gen_random_uuid(), 'bench', 'bench',
       uuidv7(), sha256(convert_to(n::text, 'UTF8')) from generate_series(1, $1::integer) n`;
const NUMBER = `
insert into plain_leaves
select row_number() over (order by xid, id), entry_id, leaf_hash from audit_entries e
where not exists (select from audit_leaves l where l.entry_id = e.entry_id)`;
