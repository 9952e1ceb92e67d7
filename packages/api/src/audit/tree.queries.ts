import type { EntityManager } from 'typeorm';
import { type Place, foldHashes, placesOf } from './merkle.rules.js';

/** A range of leaves, half-open. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** How many entries have their place. */
export async function treeSize(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ size: string }[]>(
    'select coalesce(max(leaf_index) + 1, 0) as size from audit_leaves',
  );
  return Number(row?.size);
}

/** The stored hashes of these places, in their order; null where there is none. */
export async function storedAt(manager: EntityManager, places: readonly Place[]): Promise<(Buffer | null)[]> {
  if (places.length === 0) return [];
  const rows = await manager.query<{ hash: Buffer | null }[]>(
    `select case level when 0 then (select leaf_hash from audit_leaves where leaf_index = index)
                       else (select hash from audit_nodes n where n.level = asked.level and node_index = index) end as hash
     from unnest($1::smallint[], $2::bigint[]) with ordinality as asked (level, index, place) order by place`,
    [places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  return rows.map(({ hash }) => hash);
}

/** The same. Throws where one is missing: such a tree proves nothing. */
export async function hashesAt(manager: EntityManager, places: readonly Place[]): Promise<Buffer[]> {
  const hashes = await storedAt(manager, places);
  return hashes.map((hash, index) => hash ?? missing(places[index]));
}

function missing(place: Place | undefined): never {
  throw new Error(`the tree of the audit log lacks node ${place?.index} of level ${place?.level}`);
}

/** The hash of each range, from what is stored of it. */
export async function hashesOfRanges(
  manager: EntityManager,
  ranges: readonly LeafRange[],
): Promise<Buffer[]> {
  const places = ranges.map(({ from, to }) => placesOf(from, to));
  const hashes = await hashesAt(manager, places.flat());
  let at = 0;
  return places.map(({ length }) => foldHashes(hashes.slice(at, (at += length))));
}

/** The root of the tree of the first `size` leaves. */
export async function rootOf(manager: EntityManager, size: number): Promise<Buffer> {
  return foldHashes(await hashesAt(manager, placesOf(0, size)));
}
