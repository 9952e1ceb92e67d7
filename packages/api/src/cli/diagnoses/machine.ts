import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finding, fail, look, ok, warn } from './finding.js';

const OLDEST_NODE = [20, 19];
const MEGABYTE = 1024 * 1024;
const LEAST_FREE_MB = 100;
const COMFORTABLE_FREE_MB = 1024;
/** The same number of levels up from src and from dist. */
const ADMIN = fileURLToPath(new URL('../../../../admin/dist/index.html', import.meta.url));

export const nodeVersion = (version = process.versions.node): Promise<Finding> =>
  look('node', () => {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
    if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))
      return ok(`Node.js ${version}`);
    return fail(`Node.js ${version}`, `install Node.js ${OLDEST_NODE.join('.')} or newer`);
  });

export const dataDirectory = (directory: string): Promise<Finding> =>
  look('data directory', async () => {
    try {
      await mkdir(directory, { recursive: true });
      const probe = await mkdtemp(join(directory, '.doctor-'));
      await writeFile(join(probe, 'probe'), 'x');
      await rm(probe, { recursive: true });
      return ok(`${directory} can be written`);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      return fail(
        `${directory} cannot be written (${code})`,
        'set PROBITY_DATA_DIR to a directory of this account',
      );
    }
  });

export const diskSpace = (directory: string): Promise<Finding> =>
  look('disk', async () => {
    const { bavail, bsize } = await statfs(directory);
    const free = Math.floor((bavail * bsize) / MEGABYTE);
    const detail = `${free.toLocaleString('en')} MB free in ${directory}`;
    if (free < LEAST_FREE_MB) return fail(detail, 'free some space: the database cannot grow');
    return free < COMFORTABLE_FREE_MB ? warn(detail, 'free some space soon') : ok(detail);
  });

export const adminBuilt = (page = ADMIN): Promise<Finding> =>
  look('admin', () =>
    existsSync(page) ? ok('the admin is built') : warn('the admin is not built', 'run npm run build'),
  );
