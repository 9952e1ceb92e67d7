import { ExperimentList } from './ExperimentList';

export const experiments = { list: ExperimentList };
