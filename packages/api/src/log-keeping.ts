import type { Application } from './application.js';
import {
  type CheckpointPlace,
  type Keeping,
  checkpointDirectory,
  checkpointUrl,
  keepLog,
} from './audit/index.js';
import type { Log } from './watch.js';

/** Keeps the books of the audit log while the process serves, and copies checkpoints to where the configuration says. */
export const keepAuditLog = (application: Application, log: Log, everyMs?: number): Keeping =>
  keepLog(application, placesOf(application), log, everyMs);

function placesOf({
  config: { checkpointDirectory: path, checkpointUrl: url },
}: Application): CheckpointPlace[] {
  return [
    ...(path === null ? [] : [checkpointDirectory(path)]),
    ...(url === null ? [] : [checkpointUrl(url)]),
  ];
}
