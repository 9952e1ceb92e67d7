import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { createExperiment } from '../support/make.js';
import { COLOUR_RULES, type Stage, arm, barriersOf, draftsIn, openStage, resultsIn } from './support.js';
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
  ['/audit?perPage=10', page => page.getByRole('row').nth(3).waitFor()],
  ['/keys', page => page.getByText('administrator of the test').waitFor()],
  ['/keys/create', page => page.getByLabel('What is it for?').waitFor()],
  ['/users', page => page.getByText('Nobody has an account yet').waitFor()],
  ['/users/create', page => page.getByRole('textbox', { name: 'Name' }).waitFor()],
  ['/teams', page => page.getByText('No teams yet').waitFor()],
  ['/teams/create', page => page.getByRole('combobox', { name: 'Markets' }).waitFor()],
  ['/account', page => page.getByText('None: you are signed in by a link').waitFor()],
  ['/invitation?token=x', page => page.getByLabel('Password').waitFor()],
];

/** One page after the other stands still, and is looked at in every look without being loaded again. */
const WIDE = 1280;
const NARROW = 390;

/** Shows a page as it is in a colour scheme and a width, once it has drawn itself so and no colour is on its way to another. */
async function look(page: Page, colorScheme: 'light' | 'dark', width: number): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  await page.waitForFunction(
    ([isDark, isWide]) => {
      const [red = 0] = /\d+/.exec(getComputedStyle(document.body).backgroundColor) ?? [];
      const onTheWay = document.getAnimations().filter(one => one instanceof CSSTransition);
      for (const one of onTheWay) one.finish();
      return onTheWay.length === 0 && Number(red) < 128 === isDark && innerWidth > 800 === isWide;
    },
    [colorScheme === 'dark', width === WIDE] as const,
  );
}

/** What is wrong with a page, told by the look in which it is. What is dark differs from what is light by its colours alone. */
async function faultsOf(page: Page): Promise<string[]> {
  await look(page, 'light', WIDE);
  const wide = await barriersOf(page);
  await look(page, 'dark', WIDE);
  const dark = await barriersOf(page, COLOUR_RULES);
  await look(page, 'light', NARROW);
  const narrow = await barriersOf(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const named = (name: string, faults: readonly string[]) => faults.map(fault => `${name}: ${fault}`);
  await look(page, 'light', WIDE);
  return [
    ...named('wide', wide),
    ...named('dark', dark),
    ...named('narrow', narrow),
    ...(width > 0 ? [`narrow: ${width} pixels wider than the screen`] : []),
  ];
}

describe('in light and dark, on wide and narrow screens', () => {
  let page: Page;

  beforeAll(async () => {
    page = await stage.visit('/experiments', { colorScheme: 'light', width: WIDE });
  });

  it.each(PAGES)('nothing is in the way on %s', async (path, ready) => {
    await page.goto(`${stage.house.url}/#${path}`);
    await ready(page);

    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('nor in an explanation', async () => {
    await page.goto(`${stage.house.url}/#/explain?experiment=spoiling`);
    await page.getByLabel('Key of the recipient').fill('recipient-1@example.com');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByRole('list', { name: 'Tests' }).waitFor();

    expect(await faultsOf(page)).toEqual([]);
  });

  it('nor in a holdout that is being opened', async () => {
    await page.goto(`${stage.house.url}/#/holdouts/create`);
    await page.getByLabel(/^Some experiments/).check();
    await page.getByLabel('Size, %').fill('3');
    await page.getByLabel('Recipients on the list').fill('1000');
    await page.getByLabel('Base rate, %').fill('2');
    await page.getByRole('button', { name: 'Add exemption' }).click();
    await page.locator('[aria-busy="false"]').getByText('This holdout will').waitFor();

    expect(await faultsOf(page)).toEqual([]);
  });

  it('nor in a holdout that changes its size', async () => {
    await page.goto(`${stage.house.url}/#/holdouts/spoilt/show`);
    await page.getByRole('button', { name: 'Grow or shrink' }).click();
    await page.locator('[aria-busy="false"]').getByText('This holdout will').waitFor();

    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('nor in a dialog', async () => {
    await page.goto(`${stage.house.url}/#/experiments/subject-line/show`);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').waitFor();

    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('nor in the later steps of the wizard', async () => {
    await page.goto(`${stage.house.url}/#/experiments/subject-line`);
    for (const step of ['Variants', 'Design', 'Review']) {
      await page.getByRole('button', { name: step }).click();
      await page.locator('[aria-current="step"]').getByText(step).waitFor();
      expect(await faultsOf(page), step).toEqual([]);
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
