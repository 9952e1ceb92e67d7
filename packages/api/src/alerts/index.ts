export { Alert } from './alert.entity.js';
export { ALERTS, type AlertRow } from './alert.facts.js';
export { AlertResolver } from './alert.resolver.js';
