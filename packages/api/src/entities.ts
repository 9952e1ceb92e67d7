import { ApiKey, Session } from './access/index.js';
import { AuditEntry } from './audit/index.js';
import { Experiment } from './experiments/index.js';
import type { Entities } from './kernel/database.js';
import { Metric } from './metrics/index.js';

/** Every noun that is stored as an entity. */
export const ENTITIES: Entities = [ApiKey, AuditEntry, Experiment, Metric, Session];
