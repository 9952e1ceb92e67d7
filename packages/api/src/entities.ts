import { ApiKey, Session, Team, User } from './access/index.js';
import { Alert } from './alerts/index.js';
import { AuditEntry } from './audit/index.js';
import { ConsentEvent, ConsentNotice } from './consent/index.js';
import { Experiment } from './experiments/index.js';
import { Holdout } from './holdouts/index.js';
import { DeliveredJurisdiction, Jurisdiction } from './jurisdictions/index.js';
import type { Entities } from './kernel/database.js';
import { Layer } from './layers/index.js';
import { Metric } from './metrics/index.js';
import { Suppression } from './suppressions/index.js';

/** Every noun that is stored as an entity. */
export const ENTITIES: Entities = [
  Alert,
  ApiKey,
  AuditEntry,
  ConsentEvent,
  ConsentNotice,
  DeliveredJurisdiction,
  Experiment,
  Holdout,
  Jurisdiction,
  Layer,
  Metric,
  Session,
  Suppression,
  Team,
  User,
];
