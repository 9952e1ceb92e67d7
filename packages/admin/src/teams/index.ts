import { lazy } from 'react';
import { TeamList } from './TeamList';

const TeamCreate = lazy(async () => ({ default: (await import('./TeamCreate')).TeamCreate }));
const TeamShow = lazy(async () => ({ default: (await import('./TeamShow')).TeamShow }));

export const teams = { list: TeamList, create: TeamCreate, show: TeamShow };
