// How fast an export of the audit log is verified without the database, and in how much memory. Takes a minute and a
// gigabyte of disk:  node scripts/build.mjs api && node tests/bench/audit-verify.mjs [--entries 1000000]
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { signedCheckpoint } from '../../packages/api/dist/audit/checkpoint.rules.js';
import { CompactTree } from '../../packages/api/dist/audit/compact-tree.rules.js';
import { exportLine } from '../../packages/api/dist/audit/export-line.rules.js';
import { leafHash } from '../../packages/api/dist/audit/merkle.rules.js';
import { recordBytes } from '../../packages/api/dist/audit/record.rules.js';

const PROGRAM = fileURLToPath(new URL('../../packages/api/bin/probity.js', import.meta.url));
const PAGE = 5_000;
const LOOK_MS = 50;

const { values } = parseArgs({ options: { entries: { type: 'string', default: '1000000' } } });
const directory = await mkdtemp(join(tmpdir(), 'probity-bench-verify-'));
try {
  for (const entries of [Number(values.entries) / 10, Number(values.entries)]) {
    const file = await exported(entries);
    const { seconds, peak } = await verified();
    const { size } = await stat(file);
    process.stdout.write(
      `${entries.toLocaleString('en')} entries (${(size / 1024 ** 2).toFixed(0)} MiB): ${seconds.toFixed(1)} s, ` +
        `${Math.round(entries / seconds).toLocaleString('en')} entries/s, at most ${peak.toFixed(0)} MiB resident\n`,
    );
  }
} finally {
  await rm(directory, { recursive: true });
}

/** Writes an export as it would be taken away, and the checkpoint and key beside it. @param {number} entries */
async function exported(entries) {
  const file = join(directory, 'audit.jsonl');
  const tree = new CompactTree();
  const stream = createWriteStream(file);
  for (let from = 0; from < entries; from += PAGE) {
    const lines = Array.from({ length: Math.min(PAGE, entries - from) }, (_none, at) =>
      line(from + at, tree),
    );
    if (!stream.write(lines.join(''))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const checkpoint = { origin: 'probity/bench', size: tree.size, root: tree.root() };
  await writeFile(join(directory, 'checkpoint'), signedCheckpoint(checkpoint, privateKey));
  await writeFile(join(directory, 'key.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
  return file;
}

/** @param {number} index @param {CompactTree} tree */
function line(index, tree) {
  const record = recordOf(index);
  const leaf = leafHash(recordBytes(record));
  tree.add(leaf);
  return `${exportLine({ index, leafHash: leaf, record, personal: null })}\n`;
}

/** An entry as large as that of an amended experiment. @param {number} index */
function recordOf(index) {
  return {
    schema: /** @type {const} */ (1),
    id: `0190c5e2-7a5d-7c3e-9f10-${String(index).padStart(12, '0')}`,
    at: new Date(1_750_000_000_000 + index * 1000).toISOString(),
    actor: { type: 'USER', id: 'u1', name: `sha256:${'0'.repeat(64)}` },
    onBehalfOf: null,
    action: 'experiment.amend',
    outcome: /** @type {const} */ ('ALLOWED'),
    subject: {
      type: 'Experiment',
      id: '0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e78',
      key: 'spring',
      version: index + 1,
    },
    beforeHash: 'a'.repeat(64),
    afterHash: 'b'.repeat(64),
    patch: [
      { op: 'replace', path: '/name', value: `Spring ${index}` },
      {
        op: 'replace',
        path: '/variants',
        value: [
          { key: 'control', weightBp: 5000 },
          { key: 'warm', weightBp: 5000 },
        ],
      },
    ],
    reason: 'a typing error',
    request: { id: '0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e79', operation: 'AmendExperiment', ip: null },
  };
}

/** The whole command on one core, from its start to its end. */
async function verified() {
  const files = ['--export', 'audit.jsonl', '--checkpoint', 'checkpoint', '--public-key', 'key.pem'];
  const startedAt = performance.now();
  const args = ['-c', '0', process.execPath, PROGRAM, 'audit', 'verify', ...files];
  const child = spawn('taskset', args, { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  let peak = 0;
  while (child.exitCode === null) {
    peak = Math.max(peak, await residentOf(child.pid));
    await Promise.race([ended, delay(LOOK_MS)]);
  }
  if (child.exitCode !== 0) throw new Error('the export could not be verified');
  return { seconds: (performance.now() - startedAt) / 1000, peak };
}

/** The most memory that a process had so far, in MiB. @param {number | undefined} pid */
async function residentOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
