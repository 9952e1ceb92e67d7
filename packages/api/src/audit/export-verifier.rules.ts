import type { Checkpoint } from './checkpoint.rules.js';
import { CompactTree } from './compact-tree.rules.js';
import { leafOfLine } from './export-line.rules.js';
import { type Finding, finding } from './finding.rules.js';

/** A checkpoint that a log has to agree with, and what it is if it does not. */
export interface Claim {
  readonly layer: 'ROOT' | 'CONSISTENCY' | 'OUTSIDE';
  readonly name: string;
  readonly checkpoint: Pick<Checkpoint, 'size' | 'root'>;
}

/** Verifies an export line by line, in no memory: leaves, order, and the root at every size that was signed. */
export class ExportVerifier {
  private readonly tree = new CompactTree();
  private readonly claims: readonly Claim[];
  private settled = 0;
  /** So many entries are known to be those that were signed. */
  private confirmed = 0;

  constructor(claims: readonly Claim[]) {
    this.claims = claims.toSorted((a, b) => a.checkpoint.size - b.checkpoint.size);
  }

  /** How many entries agree so far. */
  get entries(): number {
    return this.tree.size;
  }

  take(line: Uint8Array): Finding | null {
    const wrong = this.settle();
    if (wrong) return wrong;
    const leaf = leafOfLine(line, this.tree.size);
    if (!Buffer.isBuffer(leaf)) return leaf;
    this.tree.add(leaf);
    return null;
  }

  /** What there is to say when the last line was read. */
  end(): Finding | null {
    const wrong = this.settle();
    const next = this.claims[this.settled];
    if (wrong || !next) return wrong;
    return endsEarly(next, this.tree.size);
  }

  private settle(): Finding | null {
    for (; this.claims[this.settled]?.checkpoint.size === this.tree.size; this.settled += 1) {
      const claim = this.claims[this.settled] as Claim;
      if (!this.tree.root().equals(claim.checkpoint.root)) return disagrees(claim, this.confirmed);
      this.confirmed = this.tree.size;
    }
    return null;
  }
}

/** Entries are missing at the end. */
export const endsEarly = ({ layer, name, checkpoint }: Claim, size: number): Finding =>
  finding(layer, `the log ends after ${size} entries, ${name} covers ${checkpoint.size}`, {
    index: size,
    until: checkpoint.size,
  });

/** An entry is another one than was signed; which one, a root does not tell. */
export const disagrees = ({ layer, name, checkpoint }: Claim, confirmed: number): Finding =>
  finding(layer, `the root of the first ${checkpoint.size} entries is not that of ${name}`, {
    index: confirmed,
    until: checkpoint.size,
  });
