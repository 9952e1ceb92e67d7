import { lazy } from 'react';

const HoldoutList = lazy(async () => ({ default: (await import('./HoldoutList')).HoldoutList }));
const HoldoutShow = lazy(async () => ({ default: (await import('./HoldoutShow')).HoldoutShow }));
const HoldoutCreate = lazy(async () => ({ default: (await import('./HoldoutCreate')).HoldoutCreate }));

export const holdouts = { list: HoldoutList, show: HoldoutShow, create: HoldoutCreate };
