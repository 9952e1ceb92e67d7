import { registerEnumType } from 'type-graphql';

export enum MetricKind {
  PROPORTION = 'PROPORTION',
  MEAN = 'MEAN',
  RATIO = 'RATIO',
}
registerEnumType(MetricKind, {
  name: 'MetricKind',
  description: 'How recipients are summed up.',
  valuesConfig: {
    PROPORTION: { description: 'The share of recipients with at least one of the outcomes.' },
    MEAN: { description: 'The mean over all exposed recipients, those with none included.' },
    RATIO: { description: 'The sum of one number over the sum of another, for example revenue per order.' },
  },
});

export enum Aggregation {
  COUNT = 'COUNT',
  SUM = 'SUM',
}
registerEnumType(Aggregation, {
  name: 'Aggregation',
  description: "How a recipient's outcomes become one number.",
  valuesConfig: {
    COUNT: { description: 'How many outcomes there are.' },
    SUM: { description: 'The sum of their values; a refund has a negative value.' },
  },
});

export enum Direction {
  INCREASE = 'INCREASE',
  DECREASE = 'DECREASE',
}
registerEnumType(Direction, {
  name: 'Direction',
  description: 'Which way is better.',
  valuesConfig: {
    INCREASE: { description: 'More is better, as with orders.' },
    DECREASE: { description: 'Less is better, as with complaints.' },
  },
});
