import { lazy } from 'react';
import { MetricList } from './MetricList';

const MetricShow = lazy(async () => ({ default: (await import('./MetricShow')).MetricShow }));
const MetricCreate = lazy(async () => ({ default: (await import('./MetricCreate')).MetricCreate }));

export const metrics = { list: MetricList, show: MetricShow, create: MetricCreate };
