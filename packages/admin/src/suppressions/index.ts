import { lazy } from 'react';

const SuppressionList = lazy(async () => ({ default: (await import('./SuppressionList')).SuppressionList }));
const SuppressionShow = lazy(async () => ({ default: (await import('./SuppressionShow')).SuppressionShow }));

export const suppressions = { list: SuppressionList, show: SuppressionShow };
