import type { Application } from '../application.js';

/** Where the data are, for people. Never shows a password. */
export function databasePlace({ config, databaseUrl, embeddedDirectory }: Application): string {
  if (embeddedDirectory === null) {
    const { host, pathname } = new URL(databaseUrl);
    return `the database ${pathname.slice(1)} on ${host}; secrets in ${config.dataDirectory}`;
  }
  // As root the database may live elsewhere than what only this account reads.
  if (embeddedDirectory === config.dataDirectory) return embeddedDirectory;
  return `${embeddedDirectory} and ${config.dataDirectory}`;
}
