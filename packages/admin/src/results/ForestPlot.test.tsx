import { ThemeProvider, createTheme } from '@mui/material/styles';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { lightTheme } from '../layout/theme';
import { READING, comparison, metricResult } from './comparison.test-support';
import { ComparisonTable } from './ComparisonTable';
import { ForestDrawing } from './ForestPlot';
import { plotOf } from './plot';
import { measureFor, rowsOf } from './rows';

const COLOURS = {
  text: '#000',
  muted: '#555',
  line: '#ccc',
  effect: { better: '#1a6b3c', worse: '#b42318', unclear: '#525c6e' },
};

const RESULT = metricResult([
  comparison(),
  comparison({
    variantKey: 'long',
    difference: -0.0152,
    interval: { lower: -0.0242, upper: -0.0062, level: 0.95 },
  }),
]);
const ROWS = rowsOf(RESULT, READING);
const { plain, unit } = measureFor(RESULT, READING.metric);

const draw = (rows = ROWS) =>
  renderToStaticMarkup(
    <ForestDrawing title="Ordered" rows={rows} plain={plain} width={720} colours={COLOURS} />,
  );

/** Every number of a text as it is shown, in order. */
const numbersIn = (html: string): string[] => html.match(/[+−]?\d+\.\d+(?: to [−]?\d+\.\d+)?/g) ?? [];

it('the chart shows the numbers that stand in the table', () => {
  const chart = draw();
  const table = renderToStaticMarkup(
    <ThemeProvider theme={createTheme(lightTheme)}>
      <ComparisonTable caption="Ordered" rows={ROWS} unit={unit} />
    </ThemeProvider>,
  );

  for (const { text } of ROWS) {
    expect(chart).toContain(`${text.difference} (${text.interval})`);
    expect(numbersIn(table)).toContain(text.difference);
    expect(table).toContain(text.interval);
  }
});

it('the points and the ends are drawn where their values lie', () => {
  const plot = plotOf(ROWS, { width: 720, margin: 12 });
  const points = [...draw().matchAll(/data-point="true" transform="translate\(([\d.]+) /g)].map(([, x]) =>
    Number(x),
  );
  const ends = [...draw().matchAll(/data-interval="true" x1="([\d.]+)" x2="([\d.]+)"/g)].map(
    ([, from, to]) => [plot.x.invert(Number(from)), plot.x.invert(Number(to))],
  );

  ROWS.forEach((row, index) => {
    expect(plot.x.invert(points[index] ?? 0)).toBeCloseTo(row.difference ?? 0, 10);
    expect(ends[index]?.[0]).toBeCloseTo(row.lower ?? 0, 10);
    expect(ends[index]?.[1]).toBeCloseTo(row.upper ?? 0, 10);
  });
});

it('better, worse and unclear differ by shape and not by colour alone', () => {
  const unclear = rowsOf(metricResult([comparison({ adjustedPValue: 0.5 })]), READING);
  const mark = (html: string) => /data-point[^>]*>(<\w+)/.exec(html)?.[1];
  const [better, worse] = draw().split('data-effect="worse"');

  expect(mark(better ?? '')).toBe('<circle');
  expect(mark(worse ?? '')).toBe('<path');
  expect(draw(unclear)).toContain('stroke-width="2.5"');
});

it('the chart is described in words for those who do not see it', () => {
  const html = draw();

  expect(html).toContain('role="img"');
  expect(html).toContain('Ordered</title>');
  expect(html).toContain('Model, short against The team: better, +1.32, interval 0.42 to 2.22.');
});
