import { ThemeProvider, createTheme } from '@mui/material/styles';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router-dom';
import { expect, it } from 'vitest';
import { lightTheme } from '../layout/theme';
import { StepList } from './StepList';
import { type Explanation, type Step, answerText, placeOf } from './words';

const STEPS: readonly Step[] = [
  {
    test: 'EXPERIMENT',
    subjectKey: 'subject',
    outcome: 'PASSED',
    detail: 'the experiment was started',
  },
  {
    test: 'HOLDOUT',
    subjectKey: 'everything',
    outcome: 'STOPPED',
    detail: 'the holdout keeps the recipient out',
  },
  { test: 'STATUS', subjectKey: null, outcome: 'NOT_REACHED', detail: 'an earlier test had decided' },
];

const html = renderToStaticMarkup(
  <MemoryRouter>
    <ThemeProvider theme={createTheme(lightTheme)}>
      <StepList steps={STEPS} />
    </ThemeProvider>
  </MemoryRouter>,
);
const items = html.split('<li').slice(1);

it('each test says in words what came of it', () => {
  expect(items).toHaveLength(3);
  expect(items[0]).toContain('>Passed<');
  expect(items[1]).toContain('>Stopped here<');
  expect(items[1]).toContain('The holdout keeps the recipient out.');
  expect(items[2]).toContain('>Not reached<');
});

it('passed, stopped and not reached differ by shape and not by colour alone', () => {
  const shapeOf = (item = '') => /<svg[^>]*>(.*?)<\/svg>/.exec(item)?.[1]?.replace(/"[^"]*"/g, '');

  expect(new Set(items.map(shapeOf)).size).toBe(3);
});

it('a test that was not made has no detail', () => {
  expect(items[2]).not.toContain('earlier test');
});

it('what a test asked of is linked where it has a page', () => {
  expect(items[1]).toContain('href="/holdouts/everything/show"');
  expect(placeOf({ test: 'ALLOCATION', subjectKey: 'control' })).toBeNull();
});

it('the answer is one sentence, also for a reason that has no words here', () => {
  const answer = (given: object) => answerText(given as Explanation['assignment']);

  expect(answer({ reason: 'ASSIGNED', variantKey: 'short' })).toBe('Gets the variant “short”');
  expect(answer({ reason: 'HELD_OUT', variantKey: null })).toContain('holdout');
  expect(answer({ reason: 'SOME_DAY', variantKey: null })).toBe('Gets no variant: SOME_DAY');
});
