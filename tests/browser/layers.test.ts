import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { createExperiment, defineMetric, verb } from '../support/make.js';
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

it('an experiment that runs grows in its layer with a new phase, and not into another', async () => {
  await administrator.ask('mutation ($input: DefineLayerInput!) { defineLayer(input: $input) { key } }', {
    input: { key: 'banner', name: 'Banner' },
  });
  for (const [key, fromBp, toBp] of [
    ['colour', 1000, 4000],
    ['shape', 6000, 9000],
  ] as const) {
    await createExperiment(administrator, {
      key,
      name: key,
      layerKey: 'banner',
      layerRange: { fromBp, toBp },
    });
  }
  await verb(administrator, 'start', 'colour');
  const page = await stage.visit('/experiments/colour/show');
  await page.getByRole('button', { name: 'New phase' }).click();
  const dialog = page.getByRole('dialog');
  const [from, upTo] = [dialog.getByLabel('Range from'), dialog.getByLabel('Range up to')];
  const openPhase = dialog.getByRole('button', { name: 'Open phase' });
  await dialog.getByText('It has 10\u202f% to 40\u202f% of the layer “banner”.').waitFor();
  await dialog.getByText('40\u202f% of the layer is free.').waitFor();
  await dialog.getByLabel('Why').fill('More recipients');

  await upTo.fill('3999');
  await dialog.getByText('A range can only grow: 10\u202f% to 40\u202f% stays within it.').waitFor();
  expect(await openPhase.isDisabled()).toBe(true);
  await upTo.fill('6500');
  await openPhase.click();
  await dialog.getByText('RULE_VIOLATED: layer-range-taken').waitFor();
  expect(await from.getAttribute('aria-invalid')).toBe('true');
  const described = await from.getAttribute('aria-describedby');
  expect(await dialog.locator(`[id="${described}"]`).textContent()).toBe(
    '"shape" has the range [6000, 9000).',
  );
  await from.fill('0');
  await upTo.fill('6000');
  await openPhase.click();

  await page.getByText('A new phase has begun.').waitFor();
  expect(await placeOf('colour')).toEqual({ layerKey: 'banner', layerRange: { fromBp: 0, toBp: 6000 } });
}, 60_000);

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
