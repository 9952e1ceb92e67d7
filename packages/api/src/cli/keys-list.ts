import type { UsedApiKey } from '../access/index.js';
import { note, print, printJson } from './output.js';
import { table } from './table.js';
import { operatorDoors, withApplication } from './with-application.js';

const PER_PAGE = 100;

export async function listKeys({ json }: { json?: true }): Promise<void> {
  const items = await withApplication(async application => {
    const { look, now } = await operatorDoors(application);
    const { apiKeys, keyStatus } = await import('../access/index.js');
    const listed: ListedKey[] = [];
    for (let page = 1; ; page += 1) {
      const { items: keys, total } = await apiKeys(look, {}, { page, perPage: PER_PAGE }, now());
      listed.push(...keys.map(key => ({ ...shown(key), status: keyStatus(key, now()) })));
      if (page * PER_PAGE >= total) return listed;
    }
  });
  if (json) return printJson({ items, total: items.length });
  if (items.length === 0) return note('there are no keys yet: probity keys create --name NAME --role ROLE');
  print(table(COLUMNS, items.map(rowOf)));
}

type ListedKey = ReturnType<typeof shown> & { readonly status: string };

/** What a list shows of a key: never the hash of a secret. */
function shown(key: UsedApiKey) {
  const { id, name, role, prefix, operations, markets, addresses } = key;
  const { createdAt, expiresAt, lastUsedAt, revokedAt, rotatedAt, previousExpiresAt } = key;
  return {
    id,
    name,
    role,
    prefix,
    operations,
    markets,
    addresses,
    createdAt,
    expiresAt,
    lastUsedAt,
    revokedAt,
    rotatedAt,
    previousExpiresAt,
  };
}

const COLUMNS = [
  'id',
  'name',
  'role',
  'starts with',
  'status',
  'only for',
  'made',
  'expires',
  'last used',
].map(title => ({ title }));

const minute = (instant: Date | null): string =>
  instant === null ? '-' : instant.toISOString().slice(0, 16).replace('T', ' ');

const rowOf = (key: ListedKey): string[] => [
  key.id,
  key.name,
  key.role,
  key.prefix,
  key.status.toLowerCase(),
  [key.operations, key.markets, key.addresses].flatMap(limits => limits ?? []).join(' ') || '-',
  ...[key.createdAt, key.expiresAt, key.lastUsedAt].map(minute),
];
