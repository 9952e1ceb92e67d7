import { useGetOne } from 'ra-core';
import type { AccountQuery } from '../generated/graphql';

export type Account = AccountQuery['viewer'];

/** The reader's own account: one record, whoever that is. */
export const useAccount = () => useGetOne<Account>('account', { id: 'own' });
