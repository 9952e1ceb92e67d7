import { type Told, native } from './cloud-event.rules.js';
import type { AuditRecord } from './record.rules.js';

/** API Activity, of the category Application Activity. */
const CLASS = 6003;
const CATEGORY = 6;
const VERSION = '1.3.0';
const INFORMATIONAL = 1;

const ACTIVITIES = { CREATE: 1, READ: 2, UPDATE: 3, OTHER: 99 } as const;

const STATUSES: Readonly<Record<AuditRecord['outcome'], { readonly id: number; readonly name: string }>> = {
  ALLOWED: { id: 1, name: 'Success' },
  DENIED: { id: 2, name: 'Failure' },
  FAILED: { id: 2, name: 'Failure' },
};

/** User, system or service account, as OCSF tells them apart. */
const USER_TYPES: Readonly<Record<string, number>> = { USER: 1, SYSTEM: 3, KEY: 4 };

/** The entry as an OCSF event of the class API Activity; the native line is in `unmapped`. */
export function ocsfEvent(entry: Told, origin: string) {
  const { record } = entry;
  const status = STATUSES[record.outcome];
  const activity = activityOf(record);
  const told = new Map<string, string>(entry.personal?.map(({ place, value }) => [place, value]));
  return {
    category_uid: CATEGORY,
    class_uid: CLASS,
    activity_id: activity,
    activity_name: record.action,
    type_uid: CLASS * 100 + activity,
    severity_id: INFORMATIONAL,
    time: Date.parse(record.at),
    status_id: status.id,
    status: status.name,
    status_detail: record.outcome,
    message: record.reason ?? undefined,
    metadata: {
      version: VERSION,
      product: { name: 'Probity', vendor_name: 'Probity' },
      uid: record.id,
      log_name: origin,
      sequence: entry.index,
      original_time: record.at,
      correlation_uid: record.request.id,
    },
    actor: { user: userOf(record, told.get('/actor/name')) },
    api: { operation: record.request.operation ?? record.action, request: { uid: record.request.id } },
    src_endpoint: sourceOf(record, told.get('/request/ip')),
    resources: [
      {
        uid: record.subject.id,
        type: record.subject.type,
        name: told.get('/subject/key') ?? record.subject.key,
        ...(record.subject.version !== null && { version: String(record.subject.version) }),
      },
    ],
    unmapped: { probity: native(entry) },
  };
}

function activityOf({ outcome, beforeHash, afterHash }: AuditRecord): number {
  if (outcome !== 'ALLOWED') return ACTIVITIES.OTHER;
  if (afterHash === null) return ACTIVITIES.READ;
  return beforeHash === null ? ACTIVITIES.CREATE : ACTIVITIES.UPDATE;
}

const userOf = ({ actor }: AuditRecord, name = actor.name) => ({
  uid: actor.id,
  name,
  type: actor.type,
  type_id: USER_TYPES[actor.type] ?? 0,
});

/** The address if it may be told, or what stands for it; what was not asked over the network comes from this machine. */
function sourceOf({ request }: AuditRecord, address?: string) {
  if (address !== undefined) return { ip: address };
  return request.ip === null ? { name: 'localhost' } : { uid: request.ip };
}
