import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { visuallyHidden } from '@mui/utils';
import type { ReactNode } from 'react';

export interface DataColumn<Row> {
  readonly label: ReactNode;
  readonly align?: 'right';
  /** A share of the width, so that tables below each other line up. All columns of a table have one, or none. */
  readonly width?: string;
  readonly render: (row: Row) => ReactNode;
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
}

/** A plain table inside a page. It scrolls sideways by itself, so it can be reached by the keyboard. */
export const DataTable = <Row,>({ caption, columns, rows, keyOf }: Props<Row>) => (
  <TableContainer tabIndex={0} role="group" aria-label={caption}>
    <Table size="small" sx={columns[0]?.width ? { tableLayout: 'fixed', minWidth: 760 } : {}}>
      <caption style={visuallyHidden}>{caption}</caption>
      <TableHead>
        <TableRow>
          {columns.map(({ label, align, width }, index) => (
            <TableCell
              key={index}
              align={align ?? 'left'}
              sx={{ verticalAlign: 'bottom', ...(width && { width }) }}
            >
              {label}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(row => (
          <TableRow key={keyOf(row)} sx={{ '&:last-child > *': { borderBottom: 0 } }}>
            {columns.map(({ align, render }, index) =>
              index === 0 ? (
                <TableCell key={index} component="th" scope="row">
                  {render(row)}
                </TableCell>
              ) : (
                <TableCell key={index} align={align ?? 'left'}>
                  {render(row)}
                </TableCell>
              ),
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </TableContainer>
);
