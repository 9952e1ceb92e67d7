import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client } from '../support/client.js';
import { defineMetric } from '../support/make.js';
import { type Stage, barriersOf, openStage } from './support.js';

let stage: Stage;
let administrator: Client;

beforeAll(async () => {
  stage = await openStage();
  administrator = await stage.house.as('administrator');
  await defineMetric(administrator);
});

afterAll(() => stage.close());

it('a ratio is defined with the fields that only a ratio has', async () => {
  const page = await stage.visit('/metrics/create');

  await page.getByLabel('Name').fill('Revenue per order');
  await page.getByLabel('Key').fill('order-value');
  expect(await page.getByLabel('Divided by').count()).toBe(0);
  await page.getByLabel(/^Ratio/).check();
  await page.getByLabel('Types of outcome counted').fill('ordered, refunded');
  await page.getByLabel('Divided by').fill('ordered');
  await page.getByLabel('Currency').fill('EUR');
  await page.getByRole('button', { name: 'Define metric' }).click();

  await page.getByRole('heading', { level: 1, name: 'Revenue per order' }).waitFor();
  const made = await administrator.ask<object>(
    '{ metric(key: "order-value") { kind outcomeTypes aggregation denominatorOutcomeTypes currency } }',
  );
  expect(made).toEqual({
    kind: 'RATIO',
    outcomeTypes: ['ordered', 'refunded'],
    aggregation: 'SUM',
    denominatorOutcomeTypes: ['ordered'],
    currency: 'EUR',
  });
});

it('a key that is taken is marked at its field', async () => {
  const page = await stage.visit('/metrics/create');

  await page.getByLabel('Name').fill('Orders again');
  await page.getByLabel('Key').fill('ordered');
  await page.getByLabel('Types of outcome counted').fill('ordered');
  await page.getByRole('button', { name: 'Define metric' }).click();

  await page.getByText('That key is taken.').first().waitFor();
  expect(await page.getByLabel('Key').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('Name').inputValue()).toBe('Orders again');
});

it('a metric is retired after a question', async () => {
  await defineMetric(administrator, { key: 'opened', name: 'Open rate' });
  const page = await stage.visit('/metrics/opened/show');

  await page.getByRole('button', { name: 'Retire' }).click();
  await page.getByRole('dialog').getByText('New designs cannot use it any more').waitFor();
  await page.getByRole('button', { name: 'Retire metric' }).click();

  await page.getByText('The metric is retired.').waitFor();
  await page.getByRole('button', { name: 'Retire' }).waitFor({ state: 'detached' });
});

const secretOn = async (page: Page) => (await page.getByLabel('The new key').textContent()) ?? '';

const machineWith = (secret: string) => new Client(stage.house.url, { authorization: `Bearer ${secret}` });

async function saved(page: Page): Promise<void> {
  await page.getByLabel('I have saved it where it belongs').check();
  await page.getByRole('button', { name: 'Done' }).click();
}

it('an API key is shown once, works within its limits, and is revoked', async () => {
  const page = await stage.visit('/keys');
  await page.getByRole('link', { name: 'Make API key' }).click();
  await page.getByLabel('What is it for?').fill('Send-time model');
  await page.getByRole('combobox', { name: 'Operations' }).fill('assignments');
  await page.getByRole('option', { name: 'assignments', exact: true }).click();
  await page.getByRole('combobox', { name: 'Operations' }).press('Escape');
  await page.getByLabel('Markets').fill('NL');
  await page.getByLabel('Markets').press('Enter');
  await page.getByRole('button', { name: 'Make key' }).click();

  const secret = await secretOn(page);
  expect(await machineWith(secret).refusal('{ viewer { roles } }')).toMatchObject({ code: 'FORBIDDEN' });
  await saved(page);
  const row = page.getByRole('row').filter({ hasText: 'Send-time model' });
  await row.getByRole('button', { name: 'Send-time model' }).click();
  const drawer = page.getByRole('dialog', { name: 'Send-time model' });
  await drawer.getByText('assignments').waitFor();
  await drawer.getByText('NL').waitFor();
  await drawer.getByText('Made an API key').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await drawer.getByRole('button', { name: 'Close' }).click();
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog', { name: 'Revoke “Send-time model”?' }).waitFor();
  await page.getByRole('button', { name: 'Revoke key' }).click();

  await row.getByText('Revoked').waitFor();
  expect(await page.content()).not.toContain(secret);
});

it('an address that is none is marked at its field, and nothing typed is lost', async () => {
  const page = await stage.visit('/keys/create');
  await page.getByLabel('What is it for?').fill('Narrow');
  await page.getByLabel('Addresses').fill('everywhere');
  await page.getByLabel('Addresses').press('Enter');
  await page.getByRole('button', { name: 'Make key' }).click();

  await page
    .getByText(/An address is written like/)
    .first()
    .waitFor();
  expect(await page.getByLabel('Addresses').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('What is it for?').inputValue()).toBe('Narrow');
});

it('nobody leaves a new key before they have said that it is saved', async () => {
  const page = await stage.visit('/keys/create');
  await page.getByLabel('What is it for?').fill('Kept');
  await page.getByRole('button', { name: 'Make key' }).click();
  const secret = await secretOn(page);

  await page.getByRole('link', { name: 'Metrics' }).click();

  await page.getByText('Say first that you have saved the key').waitFor();
  expect(await secretOn(page)).toBe(secret);
  await saved(page);
  await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
});

it('a key that is rotated gets another secret, and the one before goes on', async () => {
  const { secret: old } = await stage.house.key('auditor');
  const page = await stage.visit('/keys?filter={"role":"auditor"}');
  const row = page.getByRole('row').filter({ hasText: 'auditor of the test' });
  await row.getByRole('button', { name: 'Rotate' }).click();
  await page.getByLabel('How long the old secret goes on').click();
  await page.getByRole('option', { name: 'An hour' }).click();
  await page.getByRole('button', { name: 'Rotate key' }).click();

  const fresh = await secretOn(page);
  await page.getByText('The secret before works until').waitFor();
  await page.keyboard.press('Escape');
  expect(await secretOn(page)).toBe(fresh);
  expect(await barriersOf(page)).toEqual([]);
  for (const secret of [old, fresh]) {
    expect(await machineWith(secret).ask('{ viewer { roles } }')).toEqual({ roles: ['auditor'] });
  }
  await saved(page);
  await row.getByText(/Old secret ends/).waitFor();
});

it('who only looks at keys is offered nothing that changes them', async () => {
  const page = await stage.visit('/keys', { roles: ['auditor'] });
  await page.getByText('administrator of the test').waitFor();

  expect(await page.getByRole('button', { name: /^(Rotate|Revoke)$/ }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Make API key' }).count()).toBe(0);
  await page.goto(`${stage.house.url}/#/keys/create`);

  await page.getByText('Your role does not allow this.').waitFor();
});

it('the pages asked nobody else and logged no error', () => {
  expect(stage.faults).toEqual([]);
});
