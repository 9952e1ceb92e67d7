import { Box } from '@mui/material';
import { ListBase, type RaRecord, type SortPayload, useListContext } from 'ra-core';
import { Pagination } from 'react-admin';
import type { ReactNode } from 'react';
import { asApiError } from '../providers/errors';
import { Page } from './Page';
import { Trouble } from './Trouble';
import { Waiting } from './Waiting';

interface Props {
  readonly title: string;
  readonly lead: string;
  readonly sort: SortPayload;
  readonly actions?: ReactNode;
  readonly filters?: ReactNode;
  /** Shown when there is nothing at all, filtered or not: it says what to do next. */
  readonly empty: ReactNode;
  /** Shown when the filters leave nothing. */
  readonly noMatch?: ReactNode;
  readonly table: ReactNode;
}

/** A list of the API: its filters, sorting and page stand in the address, so that it can be bookmarked and shared. */
export const ListPage = ({ title, lead, sort, actions, filters, ...parts }: Props) => (
  <ListBase sort={sort} perPage={25} disableSyncWithLocation={false}>
    <Page title={title} lead={lead} actions={actions}>
      {filters}
      <ListBody {...parts} />
    </Page>
  </ListBase>
);

type BodyProps = Pick<Props, 'empty' | 'noMatch' | 'table'>;

function ListBody({ empty, noMatch, table }: BodyProps) {
  const { error, isPending, total, filterValues } = useListContext<RaRecord>();
  if (error) return <Trouble explanation={asApiError(error).explanation} />;
  if (isPending) return <Waiting />;
  if (total === 0) return Object.keys(filterValues).length > 0 ? (noMatch ?? empty) : empty;
  return (
    <>
      {table}
      <Box sx={{ mt: 1 }}>
        <Pagination rowsPerPageOptions={[10, 25, 50, 100]} />
      </Box>
    </>
  );
}
