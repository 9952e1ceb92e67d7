import { join, resolve } from 'node:path';
import { makeDataDirectory, substituteDirectory } from './data-directory.js';
import { serverAccount } from './server-account.js';
import type { Site } from './site.js';
import { silently, type StartOptions, SYSTEM_DIRECTORY } from './start-options.js';

const CLUSTER = 'postgres';

/** Makes the directory that was asked for, or finds out where its data are instead, and who is to run the server. */
export async function prepareSite(requested: string, options: StartOptions): Promise<Site> {
  const { systemDirectory = SYSTEM_DIRECTORY, onProgress = silently } = options;
  const places = [resolve(requested), substituteDirectory(requested, systemDirectory)];
  const account = await serverAccount(places.map(place => join(place, CLUSTER)));
  const directory = await makeDataDirectory({ requested, account, systemDirectory, onProgress });
  return { directory, cluster: join(directory, CLUSTER), account };
}
