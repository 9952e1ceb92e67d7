export { Suppression } from './suppression.entity.js';
export { SuppressionResolver } from './suppression.resolver.js';
export { suppressionsBy } from './suppression.facts.js';
export { type Decisive, suppressedAmong } from './suppressed.queries.js';
export { type Occasion, sentenceOf } from './suppression.rules.js';
export { type Addressee, addressees } from './target.rules.js';
