import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, type Person, personIn } from '../support/people.js';
import { rowsOf } from '../support/rows.js';
import { type Stage, barriersOf, openStage } from './support.js';

let stage: Stage;
let administrator: Person;

beforeAll(async () => {
  stage = await openStage();
  administrator = await personIn(stage.house, ['administrator']);
});

afterAll(async () => {
  // A stale sign-in and a wrong password are told by the server with an error, and by the browser as one.
  expect(stage.faults.filter(fault => !/status of (403|422)/.test(fault))).toEqual([]);
  await stage.close();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const question = (page: Page) => page.getByRole('dialog', { name: 'Is it still you?' });

/** How often the page has asked the server for something, and was not refused. */
function answersTo(page: Page, what: RegExp): { readonly asked: () => number; readonly given: () => number } {
  const statuses: boolean[] = [];
  page.on('response', async response => {
    const request = response.request();
    if (!what.test(`${request.url()} ${request.postData() ?? ''}`)) return;
    const place = statuses.push(false) - 1;
    statuses[place] = response.ok() && !(await response.text().catch(() => '')).includes('STEP_UP_REQUIRED');
  });
  return { asked: () => statuses.length, given: () => statuses.filter(Boolean).length };
}

const someTimeLater = () => stage.house.advance(6 * 60_000);

async function confirm(page: Page, password = PASSWORD): Promise<void> {
  await question(page).getByLabel('Password').fill(password);
  await button(page, 'Confirm').click();
}

const keysNamed = (name: string) =>
  rowsOf<{ role: string; markets: string[] }>(
    stage.house.databaseUrl,
    'select role, markets from api_keys where name = $1',
    [name],
  );

async function typedKey(page: Page, name: string): Promise<void> {
  await page.getByLabel('What is it for?').fill(name);
  await page.getByLabel('Markets').fill('NL');
  await page.getByLabel('Markets').press('Enter');
}

it('a key is made after the question, once, with all that was typed', async () => {
  const page = await stage.visitAs(administrator, '/keys/create');
  const answers = answersTo(page, /mutation CreateApiKey/);
  await typedKey(page, 'Late model');
  someTimeLater();
  await button(page, 'Make key').click();
  await question(page).waitFor();
  expect(await barriersOf(page)).toEqual([]);

  await confirm(page);

  await page.getByLabel('The new key').waitFor();
  expect([answers.asked(), answers.given()]).toEqual([2, 1]);
  expect(await keysNamed('Late model')).toEqual([{ role: 'model', markets: ['NL'] }]);
});

it('who would rather not changes nothing, and what was typed stays', async () => {
  const page = await stage.visitAs(await personIn(stage.house, ['administrator']), '/keys/create');
  const answers = answersTo(page, /mutation CreateApiKey/);
  await typedKey(page, 'Never made');
  someTimeLater();
  await button(page, 'Make key').click();

  await question(page).getByRole('button', { name: 'Cancel' }).click();

  await page.getByText('This needs a fresh sign-in.').waitFor();
  expect(await page.getByLabel('What is it for?').inputValue()).toBe('Never made');
  expect(answers.asked()).toBe(1);
  expect(await keysNamed('Never made')).toEqual([]);
});

it('a wrong password says so, and the right one still counts', async () => {
  const page = await stage.visitAs(await personIn(stage.house, ['administrator']), '/keys/create');
  await typedKey(page, 'Second try');
  someTimeLater();
  await button(page, 'Make key').click();

  await confirm(page, 'not the right one');
  await question(page).getByRole('alert').waitFor();
  expect(await keysNamed('Second try')).toEqual([]);
  await confirm(page);

  await page.getByLabel('The new key').waitFor();
});

it('a key is rotated after the question, once, with the overlap that was chosen', async () => {
  const { id } = await stage.house.key('esp');
  const page = await stage.visitAs(
    await personIn(stage.house, ['administrator']),
    '/keys?filter={"role":"esp"}',
  );
  const answers = answersTo(page, /mutation RotateApiKey/);
  await button(page, 'Rotate').click();
  await page.getByLabel('How long the old secret goes on').click();
  await page.getByRole('option', { name: 'A week' }).click();
  someTimeLater();
  await button(page, 'Rotate key').click();

  await confirm(page);

  await page.getByLabel('The new key').waitFor();
  expect([answers.asked(), answers.given()]).toEqual([2, 1]);
  const [key] = await rowsOf<{ hours: string }>(
    stage.house.databaseUrl,
    'select round(extract(epoch from previous_expires_at - rotated_at) / 3600) as hours from api_keys where id = $1',
    [id],
  );
  expect(Number(key?.hours)).toBe(168);
});

it('the log is exported after the question, once, in the form that was chosen', async () => {
  const page = await stage.visitAs(await personIn(stage.house, ['auditor']), '/audit');
  const answers = answersTo(page, /\/audit\/export/);
  await button(page, 'Export').click();
  await page.getByLabel(/^OCSF/).check();
  someTimeLater();
  await button(page, 'Download').click();
  await question(page).waitFor();

  const [download] = await Promise.all([page.waitForEvent('download'), confirm(page)]);

  expect(download.suggestedFilename()).toMatch(/\.ocsf\.jsonl$/);
  expect((await readFile(await download.path(), 'utf8')).split('\n')[0]).toContain('"class_uid"');
  expect(answers.asked()).toBe(2);
});

it('who was signed in by a link is asked for no password, and told how to get another link', async () => {
  const page = await stage.visit('/keys/create');
  await typedKey(page, 'By a link');
  someTimeLater();
  await button(page, 'Make key').click();

  await question(page).getByText('Ask whoever operates Probity for a new link').waitFor();
  await question(page).getByText('npm run probity -- keys link').waitFor();
  expect(await question(page).getByLabel('Password').count()).toBe(0);
  expect(await barriersOf(page)).toEqual([]);
  await question(page).getByRole('button', { name: 'Close' }).click();

  await page.getByText('This needs a fresh sign-in.').waitFor();
  expect(await page.getByLabel('What is it for?').inputValue()).toBe('By a link');
});

it('who signs in comes to the page that they wanted', async () => {
  const page = await stage.stranger();
  await page.goto(`${stage.house.url}/#/keys?filter={"role":"esp"}`);
  await page.getByLabel('E-mail address').fill(administrator.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await button(page, 'Sign in').click();

  await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
  await page.getByText('esp of the test').waitFor();
  await button(page, 'Clear filters').waitFor();
});
