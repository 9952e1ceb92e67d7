/** The leaves from $1 to before $2, each with its entry if that is there. */
export const LEAF_ENTRIES = `
select l.leaf_index as "leafAt", l.leaf_hash as "storedHash", l.entry_id as "leafEntryId",
       e.id, e.entry_id as "entryId", e.at, e.actor_type as "actorType", e.actor_id as "actorId",
       e.actor_name as "actorName", e.on_behalf_of as "onBehalfOf", e.action, e.outcome,
       e.subject_type as "subjectType", e.subject_id as "subjectId", e.subject_key as "subjectKey",
       e.subject_version as "subjectVersion", e.before, e.after, e.before_hash as "beforeHash",
       e.after_hash as "afterHash", e.patch, e.reason, e.request_id as "requestId", e.operation,
       e.request_ip as "requestIp", e.leaf_hash as "recordedHash",
       (select jsonb_agg(jsonb_build_object('place', place, 'salt', salt, 'value', value) order by place)
        from audit_personal_values p where p.entry_id = l.entry_id) as personal
from audit_leaves l left join audit_entries e on e.entry_id = l.entry_id
where l.leaf_index >= $1 and l.leaf_index < $2
order by l.leaf_index`;
