import { lazy } from 'react';
import { ExperimentList } from './ExperimentList';

// The list is what people see first; the rest is loaded when it is opened.
const ExperimentShow = lazy(async () => ({ default: (await import('./ExperimentShow')).ExperimentShow }));
const ExperimentCreate = lazy(async () => ({
  default: (await import('./ExperimentCreate')).ExperimentCreate,
}));
const ExperimentEdit = lazy(async () => ({ default: (await import('./ExperimentEdit')).ExperimentEdit }));

export const experiments = {
  list: ExperimentList,
  show: ExperimentShow,
  create: ExperimentCreate,
  edit: ExperimentEdit,
};
