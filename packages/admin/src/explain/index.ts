import { lazy } from 'react';

const ExplainPage = lazy(async () => ({ default: (await import('./ExplainPage')).ExplainPage }));

export const explain = { list: ExplainPage };

/** The page with an experiment chosen already. */
export const explainPath = (experimentKey: string): string =>
  `/explain?experiment=${encodeURIComponent(experimentKey)}`;
