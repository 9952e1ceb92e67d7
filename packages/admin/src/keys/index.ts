import { lazy } from 'react';
import { KeyList } from './KeyList';

const KeyCreate = lazy(async () => ({ default: (await import('./KeyCreate')).KeyCreate }));

export const keys = { list: KeyList, create: KeyCreate };
