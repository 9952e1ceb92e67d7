import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stage, openStage } from './support.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage.close());

const linkOf = async () => `${stage.house.url}/#/sign-in?token=${await stage.house.signInToken()}`;

it('a link signs in when its button is pressed, and not when it is followed', async () => {
  const link = await linkOf();
  const scanner = await stage.stranger();
  await scanner.goto(link);
  await scanner.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  const page = await stage.stranger();

  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await page.getByRole('heading', { level: 1, name: 'Experiments' }).waitFor();
  expect(page.url()).not.toContain('token');
  await page.getByRole('button', { name: 'Owner' }).waitFor();
});

it('a link that was used says so, and how to get another', async () => {
  const link = await linkOf();
  const first = await stage.stranger();
  await first.goto(link);
  await first.getByRole('button', { name: 'Sign in', exact: true }).click();
  await first.getByRole('heading', { level: 1, name: 'Experiments' }).waitFor();
  const second = await stage.stranger();

  await second.goto(link);
  await second.getByRole('button', { name: 'Sign in', exact: true }).click();

  await second.getByText('This sign-in link was used already.').waitFor();
  await second.getByText('npm run probity -- keys link').waitFor();
});

it('a link that was cut off says so', async () => {
  const page = await stage.stranger();
  await page.goto((await linkOf()).slice(0, -4));

  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await page.getByText('This sign-in link is not known.').waitFor();
});

it('who is not signed in is told how to get a link, whatever page was asked for', async () => {
  const page = await stage.stranger();

  await page.goto(`${stage.house.url}/#/experiments`);

  await page.getByRole('heading', { level: 1, name: 'Sign in to Probity' }).waitFor();
  await page.getByText('No account, or no way into it?').click();
  await page.getByText('npm run probity -- keys link').waitFor();
});

it('who signs out is out', async () => {
  const page = await stage.visit('/metrics');

  await page.getByRole('button', { name: 'Owner' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in to Probity' }).waitFor();
  await page.goto(`${stage.house.url}/#/experiments`);
  await page.reload();

  await page.getByRole('heading', { level: 1, name: 'Sign in to Probity' }).waitFor();
});

it('the pages asked nobody else and logged no error', () => {
  expect(stage.faults).toEqual([]);
});
