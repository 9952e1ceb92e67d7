import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { createExperiment } from '../support/make.js';
import { type Look, type Stage, arm, barriersOf, draftsIn, openStage, resultsIn } from './support.js';
import { contaminatedHoldout } from './support-holdouts.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const administrator = await stage.house.as('administrator');
  await draftsIn(administrator);
  await contaminatedHoldout(administrator);
  await layerIn(administrator);
  await resultsIn(administrator, 'clear-win', [arm('control', 500, 50), arm('variant-1', 500, 110)]);
});

afterAll(() => stage.close());

/** A layer with ranges of several widths. */
async function layerIn(client: Client): Promise<void> {
  await client.ask('mutation { defineLayer(input: { key: "newsletter", name: "Newsletter" }) { key } }');
  const enter = (key: string, fromBp: number, toBp: number) =>
    createExperiment(client, { key, name: key, layerKey: 'newsletter', layerRange: { fromBp, toBp } });
  await enter('subject-tone', 0, 3000);
  await enter('preheader', 3000, 3400);
}

/** A page, and what to wait for on it. */
const PAGES: readonly (readonly [path: string, ready: (page: Page) => Promise<unknown>])[] = [
  ['/sign-in', page => page.getByRole('heading', { level: 1 }).waitFor()],
  ['/experiments', page => page.getByRole('row').nth(3).waitFor()],
  ['/experiments?filter={"q":"nothing like it"}', page => page.getByText('No experiment matches').waitFor()],
  ['/experiments/clear-win/show', page => page.getByRole('table', { name: 'Phases' }).waitFor()],
  ['/experiments/clear-win/show/results', page => page.getByRole('img', { name: /Order rate/ }).waitFor()],
  ['/experiments/clear-win/show/history', page => page.getByText('Started experiment').waitFor()],
  ['/experiments/no-such-key/show', page => page.getByText('Code NOT_FOUND').waitFor()],
  ['/experiments/create', page => page.getByLabel('Hypothesis').waitFor()],
  ['/metrics', page => page.getByRole('row').nth(2).waitFor()],
  ['/metrics/ordered/show', page => page.getByText('Defined metric').waitFor()],
  ['/metrics/create', page => page.getByLabel('Currency').waitFor()],
  ['/holdouts', page => page.getByRole('link', { name: 'Spoilt' }).waitFor()],
  ['/holdouts/spoilt/show', page => page.getByText('1 member was shown a variant').waitFor()],
  ['/holdouts/create', page => page.getByLabel('Base rate, %').waitFor()],
  ['/layers', page => page.getByRole('link', { name: 'Newsletter' }).waitFor()],
  ['/layers/newsletter/show', page => page.getByRole('img', { name: /^Newsletter/ }).waitFor()],
  ['/layers/create', page => page.getByRole('textbox', { name: 'Key' }).waitFor()],
  ['/explain?experiment=spoiling', page => page.getByLabel('Key of the recipient').waitFor()],
  ['/alerts', page => page.getByText('Holdout contaminated').waitFor()],
  ['/audit', page => page.getByRole('row').nth(3).waitFor()],
  ['/keys', page => page.getByText('administrator of the test').waitFor()],
  ['/keys/create', page => page.getByLabel('What is it for?').waitFor()],
];

const LOOKS: readonly Look[] = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 390 },
];

describe.each(LOOKS)('in $colorScheme, $width pixels wide', look => {
  it('no page has a barrier that axe knows, one heading of the first level each, and nothing wider than the screen', async () => {
    const page = await stage.visit('/experiments', look);
    for (const [path, ready] of PAGES) {
      await page.goto(`${stage.house.url}/#${path}`);
      await ready(page);

      expect(await barriersOf(page), path).toEqual([]);
      expect(await page.getByRole('heading', { level: 1 }).count(), path).toBe(1);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        path,
      ).toBeLessThanOrEqual(0);
    }
  }, 120_000);

  it('neither has an explanation, a holdout that is being opened, nor one that changes its size', async () => {
    const page = await stage.visit('/explain?experiment=spoiling', look);
    await page.getByLabel('Key of the recipient').fill('recipient-1@example.com');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByRole('list', { name: 'Tests' }).waitFor();
    expect(await barriersOf(page)).toEqual([]);

    await page.goto(`${stage.house.url}/#/holdouts/create`);
    await page.getByLabel(/^Some experiments/).check();
    await page.getByLabel('Size, %').fill('3');
    await page.getByLabel('Recipients on the list').fill('1000');
    await page.getByLabel('Base rate, %').fill('2');
    await page.getByRole('button', { name: 'Add exemption' }).click();
    await page.locator('[aria-busy="false"]').getByText('This holdout will').waitFor();
    expect(await barriersOf(page)).toEqual([]);

    await page.goto(`${stage.house.url}/#/holdouts/spoilt/show`);
    await page.getByRole('button', { name: 'Grow or shrink' }).click();
    await page.locator('[aria-busy="false"]').getByText('This holdout will').waitFor();
    expect(await barriersOf(page)).toEqual([]);
  });

  it('neither has a dialog, nor the later steps of the wizard', async () => {
    const page = await stage.visit('/experiments/subject-line/show', look);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await barriersOf(page)).toEqual([]);

    await page.goto(`${stage.house.url}/#/experiments/subject-line`);
    for (const step of ['Variants', 'Design', 'Review']) {
      await page.getByRole('button', { name: step }).click();
      expect(await barriersOf(page), step).toEqual([]);
    }
  });
});

it('a link above everything leads past the menu', async () => {
  const page = await stage.visit('/experiments');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main-content');
});

it('the theme can be chosen, and stays chosen', async () => {
  const page = await stage.visit('/experiments', { colorScheme: 'light' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();

  await page.getByRole('button', { name: 'Use the dark theme' }).click();
  await page.getByRole('button', { name: 'Use the light theme' }).waitFor();
  const dark = await background();
  await page.reload();
  await page.getByRole('button', { name: 'Use the light theme' }).waitFor();

  expect(dark).not.toBe(light);
  expect(await background()).toBe(dark);
});

it('the pages asked nobody else and logged no error', () => {
  expect(stage.faults).toEqual([]);
});
