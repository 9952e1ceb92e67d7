import type { Command, SubjectType } from '../kernel/command.js';
import { newId } from '../kernel/ids.js';
import { ConsentNotice } from './notice.entity.js';
import { newestVersion } from './notice.queries.js';
import { type NoticeDraft, publish } from './notice.rules.js';

const notice: SubjectType<ConsentNotice> = {
  name: 'ConsentNotice',
  entity: ConsentNotice,
  keyOf: ({ key }) => key,
  auditView: subject => subject,
};

/** Of two that publish the same notice at once, one is refused: the number of a version is given once. */
export const publishNotice: Command<NoticeDraft, ConsentNotice, number> = {
  name: 'consentNotice.publish',
  subject: notice,
  load: async (_writer, { key }) => Object.assign(new ConsentNotice(), { id: newId(), key, version: 0 }),
  consult: ({ manager }, { key }) => newestVersion(manager, key),
  apply: (blank, input, { now, evidence }) => publish(blank, input, evidence, now),
};
