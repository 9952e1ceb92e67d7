import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { createExperiment, defineMetric } from '../support/make.js';
import { type Stage, openStage } from './support.js';

let stage: Stage;
let administrator: Client;

beforeAll(async () => {
  stage = await openStage();
  administrator = await stage.house.as('administrator');
  await defineMetric(administrator);
});

afterAll(() => stage.close());

const placeOf = (key: string) =>
  administrator.ask<object>(`{ experiment(key: "${key}") { layerKey layerRange { fromBp toBp } } }`);

it('a layer is defined, empty at first', async () => {
  const page = await stage.visit('/layers');
  await page.getByText('No layers yet').waitFor();

  await page.getByRole('link', { name: 'Define layer' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Newsletter');
  await page.getByRole('button', { name: 'Define layer' }).click();

  await page.getByRole('heading', { level: 1, name: 'Newsletter' }).waitFor();
  await page.getByRole('img', { name: 'Newsletter: free, 0\u202f% to 100\u202f%.' }).waitFor();
});

it('its ranges are drawn as a bar and told as a table', async () => {
  await createExperiment(administrator, {
    key: 'tone',
    name: 'Tone',
    layerKey: 'newsletter',
    layerRange: { fromBp: 1000, toBp: 4000 },
  });
  const page = await stage.visit('/layers/newsletter/show');

  const bar = page.getByRole('img', { name: /^Newsletter: / });
  expect(await bar.getAttribute('aria-label')).toBe(
    'Newsletter: free, 0\u202f% to 10\u202f%; tone, 10\u202f% to 40\u202f%; free, 40\u202f% to 100\u202f%.',
  );
  const widths = await bar
    .locator('[data-stretch]')
    .evaluateAll(boxes => boxes.map(box => box.getBoundingClientRect().width));
  expect((widths[1] ?? 0) / (widths[0] ?? 0)).toBeCloseTo(3, 3);
  const row = page.getByRole('table', { name: 'Ranges' }).getByRole('row').filter({ hasText: 'tone' });
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    'Draft',
    '10\u202f% to 40\u202f%',
    '30\u202f%',
  ]);
});

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Save draft' }).click();
}

// Many steps, on a machine that may be busy.
it('a draft enters a layer, and is told which range is taken', async () => {
  await createExperiment(administrator, { key: 'hero', name: 'Hero image' });
  const page = await stage.visit('/experiments/hero');

  await page.getByRole('button', { name: 'Variants' }).click();
  await page.getByLabel('Layer').click();
  await page.getByRole('option', { name: 'Newsletter (newsletter)' }).click();
  await page.getByText('70\u202f% of the layer is free.').waitFor();
  await page.getByLabel('Range from').fill('3000');
  await page.getByLabel('Range from').blur();
  await page.getByText('Two whole numbers from 0 to 10,000, or none.').first().waitFor();
  await page.getByLabel('Range up to').fill('5000');
  await save(page);
  await page.getByText('RULE_VIOLATED: layer-range-taken').waitFor();
  expect(await page.getByLabel('Range from').getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Range from').fill('5000');
  await page.getByLabel('Range up to').fill('9000');
  await save(page);
  await page.getByText('newsletter, 50\u202f% to 90\u202f%').waitFor();
}, 60_000);

it('a draft that is edited keeps its range', async () => {
  const page = await stage.visit('/experiments/hero');

  await page.getByLabel('Hypothesis').fill('A picture says more.');
  await save(page);
  await page.getByRole('tab', { name: 'Overview' }).waitFor();
  expect(await placeOf('hero')).toEqual({
    layerKey: 'newsletter',
    layerRange: { fromBp: 5000, toBp: 9000 },
  });
});

it('a layer is archived once nobody has a range in it', async () => {
  const page = await stage.visit('/layers/newsletter/show');
  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByText('Stop or archive these first: tone, hero.').waitFor();
  expect(await page.getByRole('button', { name: 'Archive layer' }).isDisabled()).toBe(true);
  for (const key of ['tone', 'hero']) {
    await administrator.ask(`mutation { archiveExperiment(key: "${key}") { status } }`);
  }

  await page.reload();
  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('button', { name: 'Archive layer' }).click();

  await page.getByText('The layer is archived.').waitFor();
  await page.getByRole('button', { name: 'Archive' }).waitFor({ state: 'detached' });
});

it('the pages asked nobody else and logged no error', () => {
  expect(stage.faults).toEqual([]);
});
