import { lazy } from 'react';

const LayerList = lazy(async () => ({ default: (await import('./LayerList')).LayerList }));
const LayerShow = lazy(async () => ({ default: (await import('./LayerShow')).LayerShow }));
const LayerCreate = lazy(async () => ({ default: (await import('./LayerCreate')).LayerCreate }));

export const layers = { list: LayerList, show: LayerShow, create: LayerCreate };
