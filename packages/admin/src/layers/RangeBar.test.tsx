import { ThemeProvider, createTheme } from '@mui/material/styles';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router-dom';
import { expect, it } from 'vitest';
import { lightTheme } from '../layout/theme';
import type { Share } from './layer';
import { RangeBar } from './RangeBar';
import { RangeTable } from './RangeTable';

const SHARES: readonly Share[] = [
  { experimentKey: 'tone', status: 'RUNNING', fromBp: 0, toBp: 3000 },
  { experimentKey: 'preheader', status: 'DRAFT', fromBp: 3000, toBp: 3600 },
  { experimentKey: 'hero', status: 'PAUSED', fromBp: 5000, toBp: 10_000 },
];

const draw = (element: React.ReactElement) =>
  renderToStaticMarkup(
    <MemoryRouter>
      <ThemeProvider theme={createTheme(lightTheme)}>{element}</ThemeProvider>
    </MemoryRouter>,
  );
const bar = draw(<RangeBar label="Newsletter" shares={SHARES} />);

it('each stretch is as wide as its share, and what is free is marked', () => {
  const stretches = [...bar.matchAll(/data-stretch="(\w+)"[^>]*style="width:([\d.]+)%"/g)];

  expect(stretches.map(([, kind, width]) => [kind, Number(width)])).toEqual([
    ['range', 30],
    ['range', 6],
    ['free', 14],
    ['range', 50],
  ]);
});

it('what is too narrow for words has a number that is told below', () => {
  expect(bar).toContain('>1</div>');
  expect(bar).toContain('<strong>1</strong> preheader, 30\u202f% to 36\u202f%');
});

it('the bar is told in words for those who do not see it, and the table tells the same', () => {
  expect(bar).toContain(
    'aria-label="Newsletter: tone, 0\u202f% to 30\u202f%; preheader, 30\u202f% to 36\u202f%; free, 36\u202f% to 50\u202f%; hero, 50\u202f% to 100\u202f%."',
  );
  const table = draw(<RangeTable shares={SHARES} />);
  for (const words of ['tone', 'preheader', 'hero', 'Free', '36\u202f% to 50\u202f%', '14\u202f%']) {
    expect(table).toContain(words);
  }
});
