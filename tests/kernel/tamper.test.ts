import type { EntityManager } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOutside, checkStored } from '../../packages/api/src/audit/checkpoint-claims.queries.js';
import { ExportVerifier } from '../../packages/api/src/audit/export-verifier.rules.js';
import type { Finding, Layer } from '../../packages/api/src/audit/finding.rules.js';
import { readCheckpoint } from '../../packages/api/src/audit/checkpoint.rules.js';
import { unguarded } from '../../packages/api/src/audit/guard.queries.js';
import { differencesIn, unreconciled } from '../../packages/api/src/audit/reconciliation.queries.js';
import { firstFaultIn } from '../../packages/api/src/audit/stretch.queries.js';
import { treeSize } from '../../packages/api/src/audit/tree.queries.js';
import { strayNodes, verifyLog } from '../../packages/api/src/audit/verification.queries.js';
import { KEYS, checkpointOf, lineOf, linesOf, personalAt, recordAt } from '../support/audit-log.js';
import { chanceFrom } from '../support/chance.js';
import { EVERY, LAYERS, type LongLog, checkpointSizes, openLongLog } from '../support/long-log.js';
import * as tampering from '../support/tampering.js';

const SIZE = 100_000;
const TIMES = 50;
/** Where entries before the tail are looked at: so far behind a place that was tampered with. */
const REACH = tampering.PUSHED + 5;

let log: LongLog;

beforeAll(async () => {
  log = await openLongLog(SIZE);
}, 240_000);

afterAll(() => log.close());

const publicKeys = () => [log.house.application.signingKey.publicKey];

/** What a verification finds that looks around one place as a whole one does: the first thing, and what saw it. */
async function found(manager: EntityManager, k: number): Promise<Finding | null> {
  const size = await treeSize(manager);
  const [from, to] = [Math.max(0, k - REACH), Math.min(size, k + REACH)];
  const asked = { size, publicKeys: publicKeys() };
  return (
    (await firstFaultIn(manager, from, k < SIZE - TAIL ? to : size)) ??
    (await checkStored(manager, asked)).finding ??
    (await checkOutside(manager, asked, [log.outside])).finding ??
    (await unguarded(manager)) ??
    unreconciled(manager)
  );
}

/** Does something to the log, looks, and takes it back. */
async function after(
  tamper: tampering.Tampering,
  k: number,
  look: (manager: EntityManager, k: number) => Promise<Finding | null> = found,
): Promise<Finding | null> {
  const runner = log.owner.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query('set local session_replication_role = replica');
    await tamper(runner.manager, k, SIZE);
    await runner.query('set local session_replication_role = origin');
    return await look(runner.manager, k);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** What is done to everything after a place is done here: its cost is that of what comes after. */
const TAIL = 300;
const chance = chanceFrom(11);
const anywhere = Array.from({ length: TIMES }, () => 1 + chance.below(SIZE - TAIL - REACH));
const inTheTail = Array.from({ length: TIMES }, (_none, index) => SIZE - TAIL + 1 + index * 5);

/** The entry itself, or the fewest that it can be told to be among. */
const exactly = (k: number) => [k, k];
const pair = (k: number) => [k - (k % 2), k - (k % 2) + 1];
const SIZES = [0, ...checkpointSizes(SIZE)];
const signedBefore = (k: number): number => SIZES.findLast(size => size <= k) ?? 0;
const signedAfter = (k: number): number => SIZES.find(size => size > k) ?? SIZE;
const sinceTheLastCheckpoint = (k: number) => [signedBefore(k), signedAfter(k) - 1];
const toTheNextCheckpoint = (k: number) => [k, signedAfter(k) - 1];
const toTheNextCopy = toTheNextCheckpoint;

type Row = readonly [string, tampering.Tampering, readonly number[], Layer, (k: number) => readonly number[]];

const MATRIX: readonly Row[] = [
  ['a field is edited', tampering.editField, anywhere, 'RECORD', exactly],
  ['the time is edited', tampering.editTime, anywhere, 'RECORD', exactly],
  ['what was after is edited', tampering.editAfter, anywhere, 'CONTENT', exactly],
  ['what was before is edited', tampering.editBefore, anywhere, 'CONTENT', exactly],
  ['a patch is edited', tampering.editPatch, anywhere, 'RECORD', exactly],
  [
    'a personal value is edited',
    tampering.editPersonalValue,
    anywhere.map(k => k - (k % 10)),
    'COMMITMENT',
    exactly,
  ],
  ['an entry is deleted', tampering.deleteEntry, anywhere, 'RECORD', exactly],
  ['a leaf is deleted', tampering.deleteLeaf, anywhere, 'ORDER', exactly],
  ['a forged entry is put between others', tampering.insertEntry, anywhere, 'TREE', pair],
  ['two entries change places', tampering.swapEntries, anywhere, 'TREE', pair],
  ['a leaf is there twice', tampering.duplicateLeaf, anywhere, 'TREE', pair],
  ['everything after it is made anew', tampering.rewriteAfter, inTheTail, 'ROOT', sinceTheLastCheckpoint],
  ['everything after it is gone', tampering.truncate, inTheTail, 'ROOT', toTheNextCheckpoint],
  [
    'everything after it is gone, with what was signed',
    tampering.truncateWithCheckpoints,
    inTheTail,
    'OUTSIDE',
    toTheNextCopy,
  ],
  ['a backup of then is restored', tampering.restoreBackup, inTheTail, 'OUTSIDE', toTheNextCopy],
];

/** Each in a layer of its own. */
const apart = Array.from({ length: TIMES }, (_none, index) => 1 + index * (LAYERS - 1));
const lastOfLayer = (k: number): number => SIZE - LAYERS + (k % LAYERS);

describe('a log of 100,000 entries, by whoever is a superuser of the database', () => {
  it('is found to be right as a whole', async () => {
    const verification = await log.owner.transaction('REPEATABLE READ', manager =>
      verifyLog(manager, { publicKeys: publicKeys(), outside: [log.outside] }),
    );

    expect(verification).toEqual({
      entries: SIZE,
      checkpoints: expect.any(Number) as number,
      outside: SIZES.length - 1,
      waiting: 0,
      finding: null,
    });
  }, 120_000);

  it.each(MATRIX)(
    'betrays at 50 places that %s',
    async (_what, tamper, places, layer, expected) => {
      const wrong: unknown[] = [];
      for (const k of places) {
        const finding = await after(tamper, k);
        const [first, last] = expected(k);
        const named = finding && [finding.index, finding.until === null ? finding.index : finding.until - 1];
        if (finding?.layer !== layer || named?.[0] !== first || named?.[1] !== last)
          wrong.push({ k, finding });
      }

      expect(places).toHaveLength(TIMES);
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it.each([
    ['what is governed is changed without an entry', tampering.changeUnrecorded],
    ['what is governed is deleted', tampering.deleteGoverned],
  ])('betrays, each of 50 times in one look, that %s', async (_what, tamper) => {
    const named: unknown[] = [];
    const first = await after(
      async (manager, _k, size) => {
        for (const k of apart) await tamper(manager, k, size);
      },
      0,
      async manager => {
        named.push(...(await differencesIn(manager, 'layers', SIZE)).map(({ index }) => index));
        return unreconciled(manager);
      },
    );
    const alone = await after(tamper, apart[7] ?? 0);

    expect(named).toEqual(apart.map(lastOfLayer).toSorted((a, b) => a - b));
    expect(first).toMatchObject({ layer: 'RECONCILIATION', index: named[0] });
    expect(alone).toMatchObject({ layer: 'RECONCILIATION', index: lastOfLayer(apart[7] ?? 0) });
  });

  it('betrays an entry at the end that tells of what never was', async () => {
    const finding = await after(tampering.recordUnchanged, 700);

    expect(finding).toMatchObject({ layer: 'RECONCILIATION', index: null });
    expect(finding?.what).toMatch(
      /^Layer .* has version 200, its entries tell of 201 changes, to version 200$/,
    );
  });

  it.each([
    'disable trigger layers_audited',
    'disable trigger user',
    'enable replica trigger layers_audited',
  ])('betrays that what keeps it is switched off: %s', async change => {
    const finding = await after(manager => manager.query(`alter table layers ${change}`), 0, unguarded);

    expect(finding).toMatchObject({
      layer: 'GUARD',
      what: 'the trigger layers_audited of layers is missing or switched off',
    });
  });

  it.each([
    [
      'a function that lets everything pass',
      `create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
      'audit_entries_kept',
    ],
    [
      'a function that asks for no entry',
      `create or replace function require_audit_entry() returns trigger language plpgsql as 'begin return null; end'`,
      'api_keys_audited',
    ],
    [
      'a trigger that looks at updates alone',
      `drop trigger audit_nodes_kept on audit_nodes; create trigger audit_nodes_kept before update on audit_nodes
       for each row execute function refuse_change()`,
      'audit_nodes_kept',
    ],
    [
      'a trigger that looks at one column',
      `drop trigger audit_personal_values_kept on audit_personal_values; create trigger audit_personal_values_kept
       before update of salt on audit_personal_values for each row execute function refuse_change()`,
      'audit_personal_values_kept',
    ],
    [
      'a trigger with a condition',
      `drop trigger audit_leaves_kept on audit_leaves; create trigger audit_leaves_kept before update or delete
       on audit_leaves for each row when (old.leaf_index < 0) execute function refuse_change()`,
      'audit_leaves_kept',
    ],
    [
      'a trigger that asks for entries about something else',
      `drop trigger layers_audited on layers; create constraint trigger layers_audited after insert or update or delete
       on layers deferrable initially deferred for each row execute function require_audit_entry('Metric')`,
      'layers_audited',
    ],
  ])('betrays what was put in the place of a guard: %s', async (_what, change, trigger) => {
    const finding = await after(manager => manager.query(change), 0, unguarded);

    expect(finding).toMatchObject({
      layer: 'GUARD',
      what: expect.stringMatching(
        `^the trigger ${trigger} of .* does not do what it was made for$`,
      ) as string,
    });
  });

  it.each([
    ['set local session_replication_role = replica', 'this session'],
    ['alter role probity_app set session_replication_role = replica', 'the role probity_app'],
    [
      `do $$ begin execute format('alter database %I set session_replication_role = replica', current_database()); end $$`,
      'every role',
    ],
  ])('betrays that triggers do not fire: %s', async (change, who) => {
    const finding = await after(
      async () => undefined,
      0,
      async manager => {
        await manager.query(change);
        return unguarded(manager);
      },
    );

    expect(finding?.what).toBe(`session_replication_role silences triggers for ${who}`);
  });

  it('betrays that what keeps it is gone', async () => {
    const dropped = await after(
      manager => manager.query('drop trigger audit_leaves_kept on audit_leaves'),
      0,
      unguarded,
    );

    expect(dropped).toMatchObject({
      layer: 'GUARD',
      what: expect.stringContaining('audit_leaves_kept') as string,
    });
  });

  it('betrays a node that is there before its leaves, and one that another was put in the place of', async () => {
    const stray = await after(
      manager => manager.query(`insert into audit_nodes values (1, ${SIZE / 2}, sha256('x'))`),
      0,
      manager => strayNodes(manager, SIZE),
    );
    const changed = await after(
      manager =>
        manager.query(`update audit_nodes set hash = sha256('x') where level = 3 and node_index = 5`),
      40,
    );

    expect(stray).toMatchObject({
      layer: 'TREE',
      index: SIZE,
      what: `node ${SIZE / 2} of level 1 is there before its leaves`,
    });
    expect(changed).toMatchObject({ layer: 'TREE', index: 40, until: 48 });
  }, 120_000);

  it('betrays a checkpoint that is not the one that was signed', async () => {
    const size = 7 * EVERY;
    const signed = await after(
      manager =>
        manager.query(
          `update audit_checkpoints set text = replace(text, '${size}', '${size - 1}') where size = ${size}`,
        ),
      0,
    );
    const told = await after(
      manager => manager.query(`update audit_checkpoints set root = sha256('x') where size = ${size}`),
      0,
    );
    const copied = log.outside.with(3, {
      name: 'copy',
      text: log.outside[3]?.text.replace(`${4 * EVERY}`, `${4 * EVERY + 1}`) ?? '',
    });
    const outside = await checkOutside(log.owner.manager, { size: SIZE, publicKeys: publicKeys() }, [copied]);

    expect(signed).toMatchObject({
      layer: 'SIGNATURE',
      what: expect.stringContaining(`of size ${size}: its signature is wrong`) as string,
    });
    expect(told).toMatchObject({ layer: 'SIGNATURE' });
    expect(outside.finding).toMatchObject({ layer: 'SIGNATURE', what: 'copy: its signature is wrong' });
  });
});

const LONGEST = 16;
const BARE = linesOf(LONGEST).map(line => Buffer.from(line));
const PERSONAL = BARE.map((_line, index) => Buffer.from(lineOf(recordAt(index), index, personalAt(index))));
const SIGNED = BARE.map((_line, size) => checkpointOf(size));

describe('logs that nobody touched', () => {
  it('give no false alarm, a thousand times', () => {
    const sizes = chanceFrom(5);
    const alarms: unknown[] = [];
    for (let count = 0; count < 1_000; count += 1) {
      const size = sizes.below(LONGEST);
      const claims = [size, sizes.below(size + 1), sizes.below(size + 1)].map((at, index) => ({
        layer: index === 0 ? ('ROOT' as const) : ('CONSISTENCY' as const),
        name: `${at}`,
        checkpoint: readCheckpoint(SIGNED[at] ?? '', KEYS.publicKey),
      }));
      const verifier = new ExportVerifier(claims);
      const lines = (count % 2 === 0 ? BARE : PERSONAL).slice(0, size);
      const findings = [...lines.map(line => verifier.take(line)), verifier.end()];
      alarms.push(...findings.filter(finding => finding !== null));
    }
    expect(alarms).toEqual([]);
  }, 60_000);
});
