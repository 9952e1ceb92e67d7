export { ConsentDecisionResolver } from './consent-decision.resolver.js';
export { type ConsentQuestion, askConsents } from './consent-decision.queries.js';
export { ConsentEvent } from './consent-event.entity.js';
export { recordConsent } from './consent-event.facts.js';
export { ConsentEventResolver } from './consent-event.resolver.js';
export { ConsentHistoryResolver } from './consent-history.resolver.js';
export { ConsentNotice } from './notice.entity.js';
export { publishNotice } from './notice.commands.js';
export { NoticeResolver } from './notice.resolver.js';
