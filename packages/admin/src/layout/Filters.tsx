import { Box, Button } from '@mui/material';
import { FilterLiveForm, useListContext } from 'ra-core';
import { TextInput } from 'react-admin';
import type { ReactNode } from 'react';

interface Props {
  /** Whether they are so many that one row does not hold them: then they fill rows of four. */
  readonly isMany?: boolean;
  readonly children: ReactNode;
}

/** The filters above a list. They apply as they are changed, and stand in the address. */
export function Filters({ isMany = false, children }: Props) {
  const { filterValues, setFilters } = useListContext();
  const isFiltered = Object.keys(filterValues).length > 0;
  return (
    <Box role="search" aria-label="Filters" sx={{ mb: 2 }}>
      <FilterLiveForm debounce={300}>
        <Box
          sx={{
            display: 'grid',
            gap: 1.5,
            alignItems: 'center',
            gridTemplateColumns: {
              xs: '1fr 1fr',
              sm: `repeat(auto-fit, minmax(${isMany ? 220 : 150}px, 1fr))`,
            },
            '& .MuiFormControl-root': { m: 0, minWidth: 0, width: '100%' },
          }}
        >
          {children}
          {isFiltered ? (
            <Button onClick={() => setFilters({}, {})} sx={{ justifySelf: 'start' }}>
              Clear filters
            </Button>
          ) : null}
        </Box>
      </FilterLiveForm>
    </Box>
  );
}

/** Free text. It is sent when typing pauses. */
export const SearchField = ({ placeholder }: { placeholder: string }) => (
  <Box sx={{ gridColumn: { xs: '1 / -1', md: 'span 2' } }}>
    <TextInput source="q" type="search" label="Search" placeholder={placeholder} helperText={false} />
  </Box>
);

/** A field that has a row to itself where there is little room. */
export const WideField = ({ children }: { children: ReactNode }) => (
  <Box sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}>{children}</Box>
);
