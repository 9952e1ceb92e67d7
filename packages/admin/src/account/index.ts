import { lazy } from 'react';

export const AccountPage = lazy(async () => ({ default: (await import('./AccountPage')).AccountPage }));
