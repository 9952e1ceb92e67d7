import { MARKS } from './consent.rules.js';

const MARK_COLUMNS = MARKS.map(mark => mark.toLowerCase());
const READ_MARKS = MARK_COLUMNS.map(
  mark =>
    `(extract(epoch from (s.${mark}).at) * 1000)::float8 as ${mark}_at, (s.${mark}).event as ${mark}_event`,
).join(', ');

/**
 * What is known of some recipients for a purpose, by their place in the question: that of the channel and the brand asked
 * about, and of all of them; of every channel or brand where none is asked about. Each is looked up by the primary key:
 * `offset 0` keeps the planner from reading a large table whole, as it does where recipients are a few in a hundred.
 */
export const STATES = `
select (asked.place - 1)::integer as place, s.channel in ('', $3) and s.brand in ('', $4) as is_wide, ${READ_MARKS}
from unnest($1::uuid[]) with ordinality as asked (recipient_id, place)
cross join lateral (
  select * from consent_states
  where consent_states.recipient_id = asked.recipient_id and purpose = $2
    and ($3 = '' or channel in ('', $3)) and ($4 = '' or brand in ('', $4))
  offset 0
) as s`;
