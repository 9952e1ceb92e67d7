import { readFile, stat } from 'node:fs/promises';
import { PostgresStartError } from './postgres-start-error.js';

/** The account that runs the server. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it another account: the one
 * that owns the cluster already, else `postgres`, else `nobody`. Undefined when
 * we are an ordinary user, who runs the server himself.
 */
export async function serverAccount(clusters: readonly string[]): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const cluster of clusters) {
    const owner = await stat(cluster).catch(() => undefined);
    if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  return (await accountNamed('postgres')) ?? (await accountNamed('nobody')) ?? noAccount();
}

async function accountNamed(name: string): Promise<Account | undefined> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = accounts
    .split('\n')
    .map(line => line.split(':'))
    .find(([first]) => first === name);
  return fields === undefined ? undefined : { uid: Number(fields[2]), gid: Number(fields[3]) };
}

function noAccount(): never {
  throw new PostgresStartError(
    'postgres-account-missing',
    'PostgreSQL refuses to run as root, and there is neither a postgres nor a nobody account to run it as. ' +
      'Start Probity as an ordinary user, or set DATABASE_URL.',
  );
}
