import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invite, personIn } from '../support/people.js';
import { SingleSignOn } from '../support/single-sign-on.js';
import { type Stage, barriersOf, openStage } from './support.js';

let sso: SingleSignOn;
let stage: Stage;

beforeAll(async () => {
  sso = await SingleSignOn.open();
  stage = await openStage({ house: sso.house, elsewhere: sso.provider.issuer });
});

afterAll(async () => {
  // A stale sign-in is told by the server with an error, and by the browser as one.
  expect(stage.faults.filter(fault => !/status of (401|403)/.test(fault))).toEqual([]);
  await stage.close();
  await sso.provider.close();
});

const SOME_TIME_MS = 6 * 60_000;

const question = (page: Page) => page.getByRole('dialog', { name: 'Is it still you?' });

/** Six minutes later, for as long as it takes: the provider has a clock of its own, which the house must agree with again. */
async function someTimeLater(act: () => Promise<unknown>): Promise<void> {
  stage.house.advance(SOME_TIME_MS);
  try {
    await act();
  } finally {
    stage.house.advance(-SOME_TIME_MS);
  }
}

/** A page that an administrator without a password wanted, who then signed in at the provider. */
async function throughProvider(path: string): Promise<Page> {
  const { email } = sso.atTheProvider({ groups: ['platform'] });
  await invite(stage.house, { email });
  const page = await stage.stranger();
  await page.goto(`${stage.house.url}/#${path}`);
  await page.getByRole('link', { name: 'Sign in with Example Inc.' }).click();
  return page;
}

it('who signs in at the provider comes back to the page that they wanted, with its filters', async () => {
  await stage.house.key('esp');
  await stage.house.key('sdk');

  const page = await throughProvider('/keys?filter={"role":"esp"}');

  await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
  await page.getByText('esp of the test').waitFor();
  expect(await page.getByText('sdk of the test').count()).toBe(0);
});

it('who has no password proves at the provider that it is still them, and goes on where they were', async () => {
  const page = await throughProvider('/keys/create');
  await page.getByLabel('What is it for?').fill('Made twice');
  await someTimeLater(async () => {
    await page.getByRole('button', { name: 'Make key' }).click();
    await question(page).getByText('Example Inc. asks you, and leads you back to this page').waitFor();
  });
  expect(await question(page).getByLabel('Password').count()).toBe(0);
  expect(await barriersOf(page)).toEqual([]);

  await question(page).getByRole('link', { name: 'Confirm with Example Inc.' }).click();
  await question(page).waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1, name: 'Make API key' }).waitFor();
  await page.getByLabel('What is it for?').fill('Made at last');
  await page.getByRole('button', { name: 'Make key' }).click();

  await page.getByLabel('The new key').waitFor();
});

it('who has a password and never signed in at the provider is not sent there', async () => {
  const page = await stage.visitAs(await personIn(stage.house, ['administrator']), '/keys/create');
  await page.getByLabel('What is it for?').fill('By password');
  await someTimeLater(async () => {
    await page.getByRole('button', { name: 'Make key' }).click();
    await question(page).getByLabel('Password').waitFor();
  });

  expect(await question(page).getByRole('link').count()).toBe(0);
});
