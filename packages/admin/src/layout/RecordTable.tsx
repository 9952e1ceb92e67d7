import {
  Box,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TableSortLabel,
  type Theme,
} from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import { type RaRecord, useListContext } from 'ra-core';
import type { ReactNode } from 'react';

export interface RecordColumn<Row> {
  readonly label: string;
  /** The column that the API sorts by; not sortable without. */
  readonly sort?: string;
  readonly align?: 'right';
  /** Left out where there is little room. */
  readonly isMinor?: boolean;
  readonly render: (row: Row) => ReactNode;
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly RecordColumn<Row>[];
}

/** A list as a table; on a narrow screen each row is a block, with the label of a column beside its value. */
export function RecordTable<Row extends RaRecord>({ caption, columns }: Props<Row>) {
  const { data = [], isFetching } = useListContext<Row>();
  return (
    <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
      <Table aria-busy={isFetching} sx={STACKED}>
        <caption style={visuallyHidden}>{caption}</caption>
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <HeadCell key={column.label} column={column} />
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.map(row => (
            <TableRow key={row.id}>
              {columns.map((column, index) => (
                <BodyCell key={column.label} column={column} row={row} isFirst={index === 0} />
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Paper>
  );
}

function HeadCell<Row>({ column: { label, sort: source, align } }: { column: RecordColumn<Row> }) {
  const { sort, setSort } = useListContext();
  const isSorted = source !== undefined && sort?.field === source;
  const direction = isSorted && sort.order === 'DESC' ? 'desc' : 'asc';
  const next = isSorted && sort.order === 'ASC' ? 'DESC' : 'ASC';
  return (
    <TableCell align={align ?? 'left'} sortDirection={isSorted ? direction : false}>
      {source ? (
        <TableSortLabel
          active={isSorted}
          direction={direction}
          onClick={() => setSort({ field: source, order: next })}
        >
          {label}
        </TableSortLabel>
      ) : (
        label
      )}
    </TableCell>
  );
}

interface BodyCellProps<Row> {
  readonly column: RecordColumn<Row>;
  readonly row: Row;
  readonly isFirst: boolean;
}

function BodyCell<Row>({ column: { label, align, isMinor, render }, row, isFirst }: BodyCellProps<Row>) {
  const scope = isFirst ? ({ component: 'th', scope: 'row' } as const) : {};
  return (
    <TableCell {...scope} align={align ?? 'left'} className={isMinor ? 'minor' : ''} sx={{ fontWeight: 400 }}>
      {isFirst ? null : (
        <Box component="span" aria-hidden="true" className="label">
          {label}
        </Box>
      )}
      {render(row)}
    </TableCell>
  );
}

const STACKED = (theme: Theme) => ({
  '& .label': { display: 'none' },
  '& tbody tr:last-child > *': { borderBottom: 0 },
  '& tbody tr:hover': { backgroundColor: theme.palette.action.hover },
  [theme.breakpoints.down('sm')]: {
    '& thead, & .minor': { display: 'none' },
    '& .label': {
      display: 'inline-block',
      width: 116,
      verticalAlign: 'top',
      color: theme.palette.text.secondary,
    },
    '& tbody, & tbody tr': { display: 'block' },
    '& tbody tr': { padding: '8px 0', borderBottom: `1px solid ${theme.palette.divider}` },
    '& tbody tr:last-child': { borderBottom: 0 },
    '& tbody tr > :not(.minor)': { display: 'block', border: 0, padding: '3px 16px', textAlign: 'left' },
  },
});
