import type { ApiKey } from '../access/index.js';
import { note, print, printJson } from './output.js';
import { table } from './table.js';
import { operatorDoors, withApplication } from './with-application.js';

const PER_PAGE = 100;

type ListedKey = Pick<ApiKey, 'id' | 'name' | 'role' | 'prefix' | 'createdAt' | 'expiresAt' | 'revokedAt'> & {
  readonly lastUsedAt: Date | null;
};

export async function listKeys({ json }: { json?: true }): Promise<void> {
  const items = await withApplication(async application => {
    const { look } = await operatorDoors(application);
    const { apiKeys, lastUses } = await import('../access/index.js');
    const listed: ListedKey[] = [];
    for (let page = 1; ; page += 1) {
      const { items: keys, total } = await apiKeys(look, { page, perPage: PER_PAGE });
      const uses = await lastUses(
        look,
        keys.map(({ id }) => id),
      );
      listed.push(...keys.map(key => ({ ...shown(key), lastUsedAt: uses.get(key.id) ?? null })));
      if (page * PER_PAGE >= total) return listed;
    }
  });
  if (json) return printJson({ items, total: items.length });
  if (items.length === 0) return note('there are no keys yet: probity keys create --name NAME --role ROLE');
  print(table(COLUMNS, items.map(rowOf)));
}

/** What a list shows of a key: never the hash of its secret. */
const shown = ({ id, name, role, prefix, createdAt, expiresAt, revokedAt }: ApiKey) => ({
  id,
  name,
  role,
  prefix,
  createdAt,
  expiresAt,
  revokedAt,
});

const COLUMNS = ['id', 'name', 'role', 'starts with', 'made', 'expires', 'last used', 'revoked'].map(
  title => ({
    title,
  }),
);

const minute = (instant: Date | null): string =>
  instant === null ? '-' : instant.toISOString().slice(0, 16).replace('T', ' ');

const rowOf = (key: ListedKey): string[] => [
  key.id,
  key.name,
  key.role,
  key.prefix,
  ...[key.createdAt, key.expiresAt, key.lastUsedAt, key.revokedAt].map(minute),
];
