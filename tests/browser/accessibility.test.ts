import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Look, type Stage, arm, barriersOf, draftsIn, openStage, resultsIn } from './support.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const administrator = await stage.house.as('administrator');
  await draftsIn(administrator);
  await resultsIn(administrator, 'clear-win', [arm('control', 500, 50), arm('variant-1', 500, 110)]);
});

afterAll(() => stage.close());

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
  }, 60_000);

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
