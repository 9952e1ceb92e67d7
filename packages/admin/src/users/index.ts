import { lazy } from 'react';
import { UserList } from './UserList';

const UserInvite = lazy(async () => ({ default: (await import('./UserInvite')).UserInvite }));
const UserShow = lazy(async () => ({ default: (await import('./UserShow')).UserShow }));

export const users = { list: UserList, create: UserInvite, show: UserShow };
