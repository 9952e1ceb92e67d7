import { DataSource, DefaultNamingStrategy, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { type ApplicationRole, connectionOptions } from '../postgres/index.js';

/** Properties are camelCase, columns are snake_case; nothing else is renamed. */
class SnakeCase extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
  }
}

/** The two ways into PostgreSQL. Only the doors of the kernel are handed one. */
export interface Database {
  /** Reads: role `probity_reader`, every transaction read-only. */
  readonly reader: DataSource;
  /** Writes: role `probity_app`, which owns no table. */
  readonly writer: DataSource;
  close(): Promise<void>;
}

export type Entities = readonly EntityTarget<ObjectLiteral>[];

/** The tables of facts are in parts by recipient, so recipients can be summed up part by part. */
const READING = '-c enable_partitionwise_aggregate=on';

async function open(
  url: string,
  role: ApplicationRole,
  entities: Entities,
  max: number,
): Promise<DataSource> {
  const { connectionString = url, options = '', ...pool } = connectionOptions(url, role, { max });
  const source = await new DataSource({
    type: 'postgres',
    url: connectionString,
    extra: { ...pool, options: role === 'probity_reader' ? `${options} ${READING}` : options },
    entities: [...entities] as (new () => ObjectLiteral)[],
    namingStrategy: new SnakeCase(),
    installExtensions: false,
    logging: false,
  }).initialize();
  try {
    const [row] = await source.query<{ role: string }[]>('select current_user as role');
    if (row?.role === role) return source;
    // A pooler that drops startup options would have the application work as the owner of everything.
    throw new Error(
      `connected as "${row?.role}" instead of "${role}": connect to PostgreSQL itself, not to a pooler`,
    );
  } catch (error) {
    await source.destroy();
    throw error;
  }
}

/** Connects both ways. The pools wait two seconds at most: a full pool is an answer, not a hang. */
export async function openDatabase(url: string, entities: Entities, poolSize = 10): Promise<Database> {
  const reader = await open(url, 'probity_reader', entities, poolSize);
  const writer = await open(url, 'probity_app', entities, poolSize).catch(async (error: unknown) => {
    await reader.destroy();
    throw error;
  });
  return {
    reader,
    writer,
    close: async () => {
      await Promise.all([reader.destroy(), writer.destroy()]);
    },
  };
}
