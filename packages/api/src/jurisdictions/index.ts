export { DeliveredJurisdiction, Jurisdiction } from './jurisdiction.entity.js';
export type { PurposeBasis } from './jurisdiction-parts.entity.js';
export { amendJurisdiction } from './jurisdiction.commands.js';
export { currentRules } from './jurisdiction.queries.js';
export { JurisdictionResolver } from './jurisdiction.resolver.js';
