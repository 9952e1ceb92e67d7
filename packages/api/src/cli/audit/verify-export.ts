import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { type Checkpoint, readCheckpoint } from '../../audit/checkpoint.rules.js';
import { type Claim, ExportVerifier } from '../../audit/export-verifier.rules.js';
import { type Finding, finding } from '../../audit/finding.rules.js';
import { NoteError } from '../../kernel/signed-note.js';
import { progressBar } from '../progress-bar.js';
import { absent, publicKeyOf } from './key-file.js';
import { linesOf } from './lines.js';
import type { Verdict } from './verify.js';

interface ExportToVerify {
  readonly file: string;
  readonly checkpoint: string;
  readonly publicKey: string;
  /** The name that the log is known by; undefined where any will do. */
  readonly origin?: string | undefined;
  readonly since: readonly string[];
}

interface Signed {
  readonly claims: readonly Claim[];
  readonly newest: Checkpoint | null;
  readonly finding: Finding | null;
}

/** Verifies an export with nothing but a checkpoint and the public key. */
export async function verifyExport(asked: ExportToVerify): Promise<Verdict> {
  const signed = await signedIn(asked);
  const { size: bytes } = await stat(asked.file).catch(absent);
  const verifier = new ExportVerifier(signed.claims);
  const found = signed.finding ?? (await firstFault(asked.file, bytes, verifier));
  const { newest } = signed;
  const { entries } = verifier;
  const unsigned = found || !newest ? null : entries - newest.size;
  const checkpoint = newest && { ...newest, root: newest.root.toString('hex') };
  return {
    finding: found,
    told: { entries, checkpoint, unsigned },
    words: newest ? wordsOf(newest, entries, asked) : [],
  };
}

async function firstFault(file: string, bytes: number, verifier: ExportVerifier): Promise<Finding | null> {
  const bar = await progressBar(bytes, 'bytes');
  try {
    for await (const lines of linesOf(createReadStream(file, { highWaterMark: 1 << 20 }))) {
      for (const line of lines) {
        const found = verifier.take(line);
        if (found) return found;
        bar.advance(line.length + 1);
      }
    }
    return verifier.end();
  } finally {
    bar.stop();
  }
}

type SignedClaim = Claim & { readonly checkpoint: Checkpoint };

async function signedIn({ checkpoint, publicKey, origin, since }: ExportToVerify): Promise<Signed> {
  const key = await publicKeyOf(publicKey);
  const claims: SignedClaim[] = [];
  for (const [at, name] of [checkpoint, ...since].entries()) {
    const text = await readFile(name, 'utf8').catch(absent);
    try {
      const layer = at === 0 ? 'ROOT' : 'CONSISTENCY';
      claims.push({ layer, name, checkpoint: readCheckpoint(text, key) });
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      return { claims, newest: null, finding: finding('SIGNATURE', `${name}: ${error.message}`) };
    }
  }
  const newest = claims[0]?.checkpoint ?? null;
  return { claims, newest, finding: foreignIn(claims, origin) };
}

/** One key may sign several logs, each in a name of its own. */
function foreignIn(claims: readonly SignedClaim[], origin = claims[0]?.checkpoint.origin): Finding | null {
  const foreign = claims.find(({ checkpoint }) => checkpoint.origin !== origin);
  if (!foreign) return null;
  const layer = foreign.layer === 'ROOT' ? 'SIGNATURE' : foreign.layer;
  return finding(layer, `${foreign.name}: it is of another log`);
}

const COUNT = new Intl.NumberFormat('en');

function wordsOf(newest: Checkpoint, entries: number, { checkpoint, since }: ExportToVerify): string[] {
  const unsigned = entries - newest.size;
  return [
    `${COUNT.format(newest.size)} entries are as they were written, and in the order that they got`,
    `the checkpoint ${checkpoint} is signed by ${newest.origin}, and agrees with them`,
    ...since.map(name => `nothing was altered since the checkpoint ${name}`),
    ...(unsigned > 0
      ? [`${COUNT.format(unsigned)} more were written after it: nothing vouches for them yet`]
      : []),
  ];
}
