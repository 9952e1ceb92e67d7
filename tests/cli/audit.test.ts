import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LogKeeper } from '../../packages/api/src/audit/index.js';
import { type CheckpointRow, newestCheckpoint } from '../../packages/api/src/audit/checkpoint.facts.js';
import { signedCheckpoint } from '../../packages/api/src/audit/checkpoint.rules.js';
import { EMPTY_ROOT } from '../../packages/api/src/audit/merkle.rules.js';
import { exportLine } from '../../packages/api/src/audit/export-line.rules.js';
import { exportedEntries } from '../../packages/api/src/audit/export.queries.js';
import { publicKeyIn } from '../../packages/api/src/kernel/signed-note.js';
import { defineMetric } from '../../packages/api/src/metrics/index.js';
import { whenSequenced } from '../support/eventually.js';
import { type House, openHouse } from '../support/house.js';
import { freshDatabase } from '../support/postgres.js';
import { connectionTo, rowsOf } from '../support/rows.js';
import { probity } from './probity.js';

const ENTRIES = 12;
const OLDER = 7;

/** A house with a log of which two checkpoints were signed, and a directory of the installation. */
class Installation {
  private constructor(
    readonly house: House,
    readonly directory: string,
    readonly environment: Record<string, string>,
  ) {}

  static async open(): Promise<Installation> {
    const house = await openHouse({ checkEveryMs: 3_600_000 });
    const directory = await mkdtemp(join(tmpdir(), 'probity-audit-'));
    const { privateKey } = house.application.signingKey;
    const installation = new Installation(house, directory, {
      DATABASE_URL: house.databaseUrl,
      PROBITY_DATA_DIR: directory,
      PROBITY_SIGNING_KEY: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      PROBITY_CHECKPOINT_DIR: join(directory, 'outside'),
    });
    await installation.define(0, OLDER);
    await installation.put('older', (await installation.signed(OLDER)).text);
    await installation.define(OLDER, ENTRIES);
    await installation.put('checkpoint', (await installation.signed(ENTRIES)).text);
    const pem = house.application.signingKey.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    await installation.put('key.pem', pem);
    await installation.put('audit.jsonl', await installation.exported());
    return installation;
  }

  at(name: string): string {
    return join(this.directory, name);
  }

  text(name: string): Promise<string> {
    return readFile(this.at(name), 'utf8');
  }

  async put(name: string, text: string): Promise<void> {
    await mkdir(dirname(this.at(name)), { recursive: true });
    await writeFile(this.at(name), text);
  }

  run(...args: readonly string[]) {
    return probity(['audit', ...args], this.environment);
  }

  /** Without the environment of the installation. */
  verify(file: string, ...more: readonly string[]) {
    const files = ['--checkpoint', this.at('checkpoint'), '--public-key', this.at('key.pem')];
    return probity(['audit', 'verify', '--export', this.at(file), ...files, ...more]);
  }

  async close(): Promise<void> {
    await this.house.close();
    await rm(this.directory, { recursive: true });
  }

  private async define(from: number, to: number): Promise<void> {
    for (let count = from; count < to; count += 1) {
      const metric = {
        key: `metric-${count}`,
        name: 'Orders',
        kind: 'PROPORTION' as const,
        outcomeTypes: ['ordered'],
      };
      await this.house.doors('administrator').change(defineMetric, metric);
    }
  }

  private async signed(size: number): Promise<CheckpointRow> {
    const keeper = new LogKeeper(this.house.application);
    await whenSequenced(async () => {
      await keeper.sequence();
      expect(await rowsOf(this.house.databaseUrl, 'select from audit_leaves')).toHaveLength(size);
    });
    // The house looks once by itself, when it opens: it may have signed already.
    await keeper.checkpoint(true);
    const newest = await newestCheckpoint(this.house.application.database.reader.manager);
    if (newest?.size !== size) throw new Error(`signed was ${newest?.size} instead of ${size}`);
    return newest;
  }

  private async exported(): Promise<string> {
    const { look } = this.house.doors('auditor');
    const lines: string[] = [];
    for await (const page of exportedEntries(look, { from: 0, isPersonal: true }))
      lines.push(...page.map(exportLine));
    return lines.map(line => `${line}\n`).join('');
  }
}

let installation: Installation;

beforeAll(async () => {
  installation = await Installation.open();
});

afterAll(() => installation.close());

describe('probity audit', () => {
  it('takes the log away, with the checkpoint and the key, and proves it without the database', async () => {
    const file = installation.at('taken.jsonl');
    const exported = await installation.run('export', '--personal', '--out', file, '--json');
    const [checkpoint, key] = [
      await installation.run('checkpoint'),
      await installation.run('checkpoint', '--public-key'),
    ];
    const verified = await installation.verify('taken.jsonl', '--since', installation.at('older'));
    const asJson = await installation.verify('taken.jsonl', '--json');

    expect(JSON.parse(exported.output)).toMatchObject({ file, format: 'jsonl', from: 0, entries: ENTRIES });
    expect(await installation.text('taken.jsonl')).toBe(await installation.text('audit.jsonl'));
    expect(checkpoint.output).toBe(await installation.text('checkpoint'));
    expect(key.output).toBe(await installation.text('key.pem'));
    expect(verified).toMatchObject({ status: 0, errors: '' });
    expect(verified.output).toContain(`${ENTRIES} entries are as they were written`);
    expect(verified.output).toContain('nothing was altered since');
    expect(asJson.status).toBe(0);
    expect(JSON.parse(asJson.output)).toMatchObject({
      ok: true,
      entries: ENTRIES,
      unsigned: 0,
      finding: null,
    });
    expect((await installation.text('taken.jsonl')).match(/"value":"Test user"/g)).toHaveLength(ENTRIES);
  });

  it('tells the entry that was altered, what is wrong with it and what saw it, and ends with 5', async () => {
    const text = await installation.text('audit.jsonl');
    await installation.put('forged.jsonl', text.replace('metric-7', 'metric-8'));

    const inWords = await installation.verify('forged.jsonl');
    const asJson = await installation.verify('forged.jsonl', '--json');

    expect(inWords).toMatchObject({ status: 5, output: '' });
    expect(inWords.errors).toMatch(
      /^error \[verification-failed\]: entry 7 \([0-9a-f-]{36}\): the entry of this place is not the one that was hashed \[RECORD\]\n$/,
    );
    expect(asJson.status).toBe(5);
    expect(JSON.parse(asJson.output)).toMatchObject({ ok: false, finding: { layer: 'RECORD', index: 7 } });
  });

  it('says between which places an entry is not as it was, where no line betrays it', async () => {
    const lines = (await installation.text('audit.jsonl')).split('\n');
    await installation.put('short.jsonl', lines.slice(0, 9).join('\n'));

    const { status, errors } = await installation.verify('short.jsonl', '--since', installation.at('older'));

    expect(status).toBe(5);
    expect(errors).toContain(
      `entries 9 to ${ENTRIES - 1}, one of them at least: the log ends after 9 entries`,
    );
  });

  it('believes the checkpoint only in the name that is expected, and tells which it is', async () => {
    const { origin } = installation.house.application.signingKey;
    const [ours, another] = [
      await installation.verify('audit.jsonl', '--origin', origin),
      await installation.verify('audit.jsonl', '--origin', 'probity/another'),
    ];

    expect(ours).toMatchObject({ status: 0 });
    expect(ours.output).toContain(`is signed by ${origin}, and agrees with them`);
    expect(another).toMatchObject({ status: 5 });
    expect(another.errors).toContain('checkpoint: it is of another log [SIGNATURE]');
  });

  it('vouches for no entry that the checkpoint does not cover', async () => {
    const { privateKey, origin } = installation.house.application.signingKey;
    const nothing = { origin, size: 0, root: EMPTY_ROOT };
    await installation.put('of-nothing', signedCheckpoint(nothing, privateKey));

    const files = ['--checkpoint', installation.at('of-nothing'), '--public-key', installation.at('key.pem')];
    const { status, output } = await probity([
      'audit',
      'verify',
      '--export',
      installation.at('audit.jsonl'),
      ...files,
    ]);

    expect(status).toBe(0);
    expect(output).toMatch(/^0 entries are as they were written/);
    expect(output).toContain(`${ENTRIES} more were written after it: nothing vouches for them yet`);
  });

  it.each([
    [['--origin', 'probity/another'], 2, /error \[usage\]: an export is verified with --export/],
    [
      ['--export', 'audit.jsonl'],
      2,
      /error \[usage\]: an export is verified with --export, --checkpoint and --public-key/,
    ],
    [['--since', 'older'], 2, /error \[usage\]/],
    [
      ['--export', 'audit.jsonl', '--checkpoint', 'nowhere', '--public-key', 'key.pem'],
      4,
      /error \[not-found\]: there is no file .*nowhere/,
    ],
    [
      ['--export', 'nowhere', '--checkpoint', 'checkpoint', '--public-key', 'key.pem'],
      4,
      /error \[not-found\]/,
    ],
    [
      ['--export', 'audit.jsonl', '--checkpoint', 'checkpoint', '--public-key', 'checkpoint'],
      2,
      /error \[bad-key\]: .*the public key is not an Ed25519 key in PEM/,
    ],
    [
      ['--export', 'audit.jsonl', '--checkpoint', 'key.pem', '--public-key', 'key.pem'],
      5,
      /it is not a signed note \[SIGNATURE\]/,
    ],
  ])('ends verify %j with %d', async (args, status, errors) => {
    const placed = args.map(arg => (arg.startsWith('--') ? arg : installation.at(arg)));

    const finished = await probity(['audit', 'verify', ...placed]);

    expect(finished).toMatchObject({ status, errors: expect.stringMatching(errors) as unknown });
  });

  it('writes from a place on, in the formats of others, to standard output', async () => {
    const [native, events, ocsf] = await Promise.all([
      installation.run('export', '--from', '10'),
      installation.run('export', '--format', 'cloudevents', '--from', '10'),
      installation.run('export', '--format', 'ocsf', '--from', '10'),
    ]);
    const parsed = ({ output }: { output: string }) =>
      output
        .trimEnd()
        .split('\n')
        .slice(0, 2)
        .map(line => JSON.parse(line) as Record<string, unknown>);

    expect(parsed(native)).toMatchObject([{ index: 10 }, { index: 11 }]);
    expect(parsed(events)).toMatchObject([
      { specversion: '1.0', data: { index: 10 } },
      { source: installation.house.application.signingKey.origin },
    ]);
    expect(parsed(ocsf)).toMatchObject([{ class_uid: 6003, unmapped: { probity: { index: 10 } } }, {}]);
    expect(native.output).not.toContain('Test user');
  });

  it('refuses what cannot be an export', async () => {
    expect(await installation.run('export', '--from', 'x')).toMatchObject({ status: 2 });
    expect(await installation.run('export', '--format', 'csv')).toMatchObject({ status: 2 });
    expect(await installation.run('export', '--json')).toMatchObject({
      status: 2,
      errors: expect.stringContaining('--out') as unknown,
    });
  });

  it('leaves what was there when an export cannot be written', async () => {
    const { status } = await installation.run('export', '--out', installation.at('no/such/directory'));

    expect(status).toBe(1);
    expect((await readdir(installation.directory)).filter(name => name.endsWith('.partial'))).toEqual([]);
  });

  it('tells the key as verifiers of signed notes take it', async () => {
    const { output } = await installation.run('checkpoint', '--verifier-key');
    const asJson = JSON.parse((await installation.run('checkpoint', '--json')).output) as Record<
      string,
      string
    >;

    expect(output).toMatch(/^probity\/[0-9a-f]{16}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/);
    expect(asJson).toMatchObject({
      verifierKey: output.trimEnd(),
      checkpoint: { text: expect.any(String) as unknown },
    });
    expect(
      publicKeyIn(asJson.publicKey ?? '').equals(installation.house.application.signingKey.publicKey),
    ).toBe(true);
  });

  it('has no checkpoint to print before one was signed', async () => {
    const { url, drop } = await freshDatabase();
    const finished = await probity(['audit', 'checkpoint'], {
      ...installation.environment,
      DATABASE_URL: url,
    });

    expect(finished).toMatchObject({
      status: 4,
      output: '',
      errors: expect.stringMatching(/^error \[not-found\]/) as unknown,
    });
    await drop();
  });

  it('verifies the database of the installation, and what was copied out of it', async () => {
    const own = await Installation.open();
    const clean = await own.run('verify');
    await own.put('outside/checkpoint-000000000007', await own.text('older'));
    await own.put('outside/latest', await own.text('checkpoint'));
    const withCopies = await own.run('verify', '--json');
    await own.close();

    expect(clean.status).toBe(0);
    expect(clean.output).toMatch(
      /^12 entries are as they were written[^]*\n[23] checkpoints in the database and 0 outside agree/,
    );
    expect(JSON.parse(withCopies.output)).toMatchObject({
      ok: true,
      entries: 12,
      outside: 2,
      finding: null,
    });
  });

  it('believes checkpoints that were signed with the key of before only when it is shown', async () => {
    const own = await Installation.open();
    const { privateKey } = generateKeyPairSync('ed25519');
    const PROBITY_SIGNING_KEY = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const environment = { ...own.environment, PROBITY_SIGNING_KEY };
    await own.put('outside/checkpoint-000000000007', await own.text('older'));

    const without = await probity(['audit', 'verify', '--json'], environment);
    const shown = await probity(['audit', 'verify', '--public-key', own.at('key.pem')], environment);
    await own.close();

    expect(without.status).toBe(5);
    expect(JSON.parse(without.output)).toMatchObject({ finding: { layer: 'SIGNATURE' } });
    expect(shown).toMatchObject({ status: 0, errors: '' });
  });

  it('finds what was altered in the database', async () => {
    const own = await Installation.open();
    const client = await connectionTo(own.house.databaseUrl);
    await client.query('set session_replication_role = replica');
    await client.query(
      "update audit_entries set reason = 'forged' where entry_id = (select entry_id from audit_leaves where leaf_index = 5)",
    );
    const { status, output } = await own.run('verify', '--json');
    await client.end();
    await own.close();

    expect(status).toBe(5);
    expect(JSON.parse(output)).toMatchObject({
      ok: false,
      entries: 5,
      finding: { layer: 'RECORD', index: 5 },
    });
  });

  it('finds what only a copy outside the database can tell', async () => {
    const own = await Installation.open();
    const { privateKey, origin } = own.house.application.signingKey;
    const further = signedCheckpoint({ origin, size: 99, root: Buffer.alloc(32, 1) }, privateKey);
    await own.put('outside/checkpoint-000000000099', further);
    const { status, output } = await own.run('verify', '--json');
    await own.close();

    expect(status).toBe(5);
    expect(JSON.parse(output)).toMatchObject({
      ok: false,
      finding: { layer: 'OUTSIDE', index: 12, until: 99 },
    });
  });
});
