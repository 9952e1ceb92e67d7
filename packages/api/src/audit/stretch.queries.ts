import type { EntityManager } from 'typeorm';
import { contradictionIn, recordOf } from './entry-record.rules.js';
import { type Finding, finding } from './finding.rules.js';
import { Frontier, type TreeNode } from './frontier.rules.js';
import { type LeafEntry, leafEntries } from './leaf-entry.queries.js';
import { type Place, placesOf } from './merkle.rules.js';
import { wrongDisclosure, wrongValue } from './personal-part.rules.js';
import { storedAt } from './tree.queries.js';

/**
 * The first thing that is wrong from place `from` to before `to`, given that everything before it is right: that each
 * place is taken, by an entry that says what was hashed, and that the tree above has grown from it.
 */
export async function firstFaultIn(
  manager: EntityManager,
  from: number,
  to: number,
): Promise<Finding | null> {
  const leaves = await leafEntries(manager, from, to);
  for (let index = from; index < to; index += 1) {
    const found = faultAt(index, leaves[index - from]);
    if (found) return found;
  }
  return firstWrongNode(manager, from, leaves);
}

function faultAt(index: number, leaf: LeafEntry | undefined): Finding | null {
  if (leaf?.index !== index) return finding('ORDER', 'no entry has this place', { index });
  const { entry, entryId, hash, personal } = leaf;
  if (entry === null) return finding('RECORD', 'the entry of this place is not there', { index, entryId });
  const wrong = contradictionIn(entry, hash);
  if (wrong) return finding(wrong.layer, wrong.what, { index, entryId });
  if (personal.length === 0) return null;
  const place = wrongDisclosure({ ...recordOf(entry), before: entry.before, after: entry.after }, personal);
  return place === null ? null : finding('COMMITMENT', wrongValue(place), { index, entryId });
}

/** Lets the tree grow again from what there was before these leaves. */
async function firstWrongNode(
  manager: EntityManager,
  from: number,
  leaves: readonly LeafEntry[],
): Promise<Finding | null> {
  const places = placesOf(0, from);
  const before = await storedAt(manager, places);
  const gap = places[before.indexOf(null)];
  if (gap) return wrongNode(gap, 'is not there', null);
  const frontier = new Frontier(from, before as Buffer[]);
  const nodes = leaves.flatMap(leaf => frontier.grow([leaf.hash]).map(node => ({ ...node, leaf })));
  const stored = await storedNodes(manager, nodes);
  const wrong = nodes.find(({ hash }, index) => !stored[index]?.equals(hash));
  return wrong ? wrongNode(wrong.place, 'is not that of its leaves', wrong.leaf.entryId) : null;
}

/** Whichever of its leaves it is that was another when the node was stored. */
function wrongNode({ level, index }: Place, what: string, entryId: string | null): Finding {
  const width = 2 ** level;
  return finding('TREE', `the node of level ${level} above it ${what}`, {
    index: index * width,
    until: (index + 1) * width,
    entryId,
  });
}

async function storedNodes(manager: EntityManager, nodes: readonly TreeNode[]): Promise<(Buffer | null)[]> {
  const rows = await manager.query<{ hash: Buffer | null }[]>(
    `select n.hash from unnest($1::smallint[], $2::bigint[]) with ordinality as asked (level, node_index, place)
     left join audit_nodes n using (level, node_index) order by place`,
    [nodes.map(({ place }) => place.level), nodes.map(({ place }) => place.index)],
  );
  return rows.map(({ hash }) => hash);
}
