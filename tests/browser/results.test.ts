import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { createExperiment } from '../support/make.js';
import { resultsOf } from '../support/results.js';
import { type Stage, arm, openStage, resultsIn } from './support.js';

let stage: Stage;
let administrator: Client;

beforeAll(async () => {
  stage = await openStage();
  administrator = await stage.house.as('administrator');
  await resultsIn(administrator, 'clear-win', [arm('control', 500, 50), arm('variant-1', 500, 110)]);
  await resultsIn(administrator, 'lopsided', [arm('control', 600, 60), arm('variant-1', 400, 40)]);
  await resultsIn(administrator, 'too-small', [arm('control', 1, 0), arm('variant-1', 1, 0)]);
});

afterAll(() => stage.close());

/** A point of the chart as a value, by the marks of the axis around it. */
const pointValue = (page: Page) =>
  page.evaluate(() => {
    const chart = document.querySelector('svg[role="img"]');
    const at = (element: Element | null | undefined) =>
      Number(/translate\(([-\d.]+)/.exec(element?.getAttribute('transform') ?? '')?.[1]);
    const marks = [...(chart?.querySelectorAll('g > text[text-anchor="middle"]') ?? [])].map(text => ({
      x: at(text.parentElement),
      value: Number(text.textContent?.replace('−', '-')),
    }));
    const [first, last] = [marks.at(0), marks.at(-1)];
    if (!first || !last) return Number.NaN;
    const x = at(chart?.querySelector('[data-point]'));
    return first.value + ((x - first.x) / (last.x - first.x)) * (last.value - first.value);
  });

it('the chart and the table show the numbers of the API', async () => {
  const { metrics } = await resultsOf(administrator, 'clear-win');
  const [comparison] = metrics[0]?.comparisons ?? [];
  const points = (value: number | null | undefined) => ((value ?? 0) * 100).toFixed(1);
  const difference = `+${points(comparison?.difference)}`;
  const interval = `${points(comparison?.interval?.lower)} to ${points(comparison?.interval?.upper)}`;

  const page = await stage.visit('/experiments/clear-win/show/results');
  const chart = page.getByRole('img', { name: /Order rate/ });
  await chart.waitFor();
  const cells = await page
    .getByRole('table', { name: 'Order rate: comparisons' })
    .getByRole('row', { name: /variant-1/ })
    .getByRole('cell')
    .allTextContents();

  expect(await chart.textContent()).toContain(`${difference} (${interval})`);
  expect(cells[1]?.replace(/\s/g, ' ')).toBe(`${difference} ${interval}`);
  expect(await pointValue(page)).toBeCloseTo((comparison?.difference ?? 0) * 100, 1);
});

it('a clear win is said in words, with how it was computed', async () => {
  const page = await stage.visit('/experiments/clear-win/show/results');

  await page.getByText('Ship “variant-1”.').waitFor();
  await page.getByText('Better', { exact: true }).waitFor();
  expect(await page.getByRole('link', { name: 'Where it is described' }).getAttribute('href')).toContain(
    'doi.org',
  );
});

it('arms of the wrong sizes forbid trust, before any number', async () => {
  const page = await stage.visit('/experiments/lopsided/show/results');

  await page.getByText('Do not trust these results').waitFor();
  await page.getByRole('table', { name: 'Checks of the data' }).getByText('Failed').waitFor();
});

it('too little data says so and shows no difference', async () => {
  const page = await stage.visit('/experiments/too-small/show/results');

  await page.getByText('Not enough data yet.').waitFor();
  expect(await page.getByRole('img', { name: /Order rate/ }).count()).toBe(0);
});

it('a draft has no results, and says when it will', async () => {
  await createExperiment(administrator, { key: 'draft', design: null });
  const page = await stage.visit('/experiments/draft/show/results');

  await page.getByText('Results appear once the experiment has started').waitFor();
});

it('results are computed again when asked', async () => {
  const page = await stage.visit('/experiments/clear-win/show/results');
  await page.getByRole('img', { name: /Order rate/ }).waitFor();
  const answered = page.waitForResponse(response =>
    (response.request().postData() ?? '').includes('experimentResults'),
  );

  await page.getByRole('button', { name: 'Refresh' }).click();

  expect((await answered).status()).toBe(200);
});

it('a decision is recorded beside what the data recommend', async () => {
  const page = await stage.visit('/experiments/clear-win/show');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Stop experiment' }).click();
  await page.getByText('Stopped, to be decided').waitFor();

  await page.getByRole('button', { name: 'Decide' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Probity recommends to ship “variant-1”').waitFor();
  await dialog.getByLabel('Ship a variant').check();
  await dialog.getByLabel('Variant to ship').click();
  await page.getByRole('option', { name: 'variant-1' }).click();
  await dialog.getByLabel('Why').fill('Twice the orders.');
  await dialog.getByRole('button', { name: 'Record decision' }).click();

  await page.getByText('Twice the orders.').waitFor();
  await page.getByText('Ship “variant-1”').waitFor();
  await page.getByText('To ship', { exact: true }).waitFor();
});

it('nothing is shipped on results that may not be trusted, and the dialog says why', async () => {
  const page = await stage.visit('/experiments/lopsided/show');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Stop experiment' }).click();
  await page.getByText('Stopped, to be decided').waitFor();

  await page.getByRole('button', { name: 'Decide' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('because the variants are not of the planned sizes').waitFor();
  await dialog.getByLabel('Ship a variant').check();
  await dialog.getByLabel('Variant to ship').click();
  await page.getByRole('option', { name: 'variant-1' }).click();
  await dialog.getByLabel('Why').fill('It looks good.');
  await dialog.getByRole('button', { name: 'Record decision' }).click();

  await dialog.getByText('RULE_VIOLATED: decision-blocked').waitFor();
  expect(await dialog.getByLabel('Why').inputValue()).toBe('It looks good.');
});

it('the pages asked nobody else and logged no error', () => {
  expect(stage.faults).toEqual([]);
});
