import { lazy } from 'react';

const AlertList = lazy(async () => ({ default: (await import('./AlertList')).AlertList }));

export const alerts = { list: AlertList };
