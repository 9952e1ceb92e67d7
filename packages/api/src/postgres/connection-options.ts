import pg, { type PoolConfig } from 'pg';

export type ApplicationRole = 'probity_app' | 'probity_reader';

/**
 * A connection that dies between two statements is reported by the next one. Without a listener it would end the
 * process: between a pool's giving it away and the taker's listening there is a moment in which nobody listens.
 */
class LonelyClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * A pool that logs in as the owner and works as a role that owns nothing: it
 * cannot create or alter tables, or disable a trigger. A reader is refused
 * writes twice, by its grants and by its transactions.
 */
export function connectionOptions(
  url: string,
  role: ApplicationRole,
  { max = 10, applicationName = 'probity' }: { max?: number; applicationName?: string } = {},
): PoolConfig {
  const settings = [
    `role=${role}`,
    'search_path=public',
    'statement_timeout=15000',
    'idle_in_transaction_session_timeout=10000',
    ...(role === 'probity_reader' ? ['default_transaction_read_only=on'] : []),
  ];
  const { connectionString, options } = withoutOptions(url);
  return {
    connectionString,
    // Ours come last and win.
    options: [...options, ...settings.map(setting => `-c ${setting}`)].join(' '),
    application_name: applicationName,
    connectionTimeoutMillis: 2_000,
    // Longer than any statement may take: a server that is frozen or cut off does not keep to its own limits.
    query_timeout: 20_000,
    keepAlive: true,
    Client: LonelyClient,
    max,
  };
}

/** pg prefers what the URL says to what it is told beside it, so the URL must not bring options. */
function withoutOptions(url: string): { connectionString: string; options: string[] } {
  // The error of new URL() would show the password.
  if (!URL.canParse(url)) throw new TypeError('the address of the database is not a URL');
  const parsed = new URL(url);
  const options = parsed.searchParams.getAll('options');
  parsed.searchParams.delete('options');
  return { connectionString: parsed.href, options };
}
