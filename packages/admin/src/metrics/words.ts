import type { Aggregation, Direction, MetricKind, MetricWholeFragment } from '../generated/graphql';
import { countText } from '../fields/numbers';

export const KIND_WORDS: Readonly<Record<MetricKind, { readonly name: string; readonly says: string }>> = {
  PROPORTION: { name: 'Proportion', says: 'the share of recipients with at least one of the outcomes' },
  MEAN: { name: 'Mean', says: 'the mean over all recipients, those with nothing included' },
  RATIO: { name: 'Ratio', says: 'one sum over another, for example revenue per order' },
};

export const AGGREGATION_WORDS: Readonly<Record<Aggregation, string>> = {
  COUNT: 'how many there are',
  SUM: 'the sum of their values',
};

export const DIRECTION_WORDS: Readonly<Record<Direction, string>> = {
  INCREASE: 'More is better',
  DECREASE: 'Less is better',
};

export const choicesOf = <Id extends string>(words: Readonly<Record<Id, string>>) =>
  (Object.keys(words) as Id[]).map(id => ({ id, name: words[id] }));

export const KIND_CHOICES = (Object.keys(KIND_WORDS) as MetricKind[]).map(id => ({
  id,
  name: KIND_WORDS[id].name,
}));

/** What is counted of a recipient, as a sentence. */
export function countedText(metric: MetricWholeFragment): string {
  const types = metric.outcomeTypes.join(', ');
  if (metric.kind === 'PROPORTION') return `Whether there is at least one: ${types}`;
  const top = `${capital(AGGREGATION_WORDS[metric.aggregation])}: ${types}`;
  if (metric.kind === 'MEAN') return top;
  const below = AGGREGATION_WORDS[metric.denominatorAggregation ?? 'COUNT'];
  return `${top}; over ${below}: ${(metric.denominatorOutcomeTypes ?? []).join(', ')}`;
}

export const windowText = (hours: number | null): string => {
  if (hours === null) return 'All after the first exposure';
  const days = hours / 24;
  const length = Number.isInteger(days) ? plural(days, 'day') : plural(hours, 'hour');
  return `${length} after the first exposure`;
};

const plural = (count: number, noun: string): string =>
  `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
