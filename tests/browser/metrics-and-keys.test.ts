import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client } from '../support/client.js';
import { defineMetric } from '../support/make.js';
import { type Stage, openStage } from './support.js';

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

it('an API key is shown once, works, and is revoked', async () => {
  const page = await stage.visit('/keys');
  await page.getByRole('link', { name: 'Make API key' }).click();
  await page.getByLabel('What is it for?').fill('Send-time model');
  await page.getByRole('button', { name: 'Make key' }).click();

  const secret = (await page.getByLabel('The new key').textContent()) ?? '';
  const machine = new Client(stage.house.url, { authorization: `Bearer ${secret}` });
  expect(await machine.ask('{ viewer { roles } }')).toEqual({ roles: ['model'] });
  await page.getByRole('link', { name: 'Done' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Send-time model' });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke key' }).click();

  await row.getByText('Revoked').waitFor();
  expect(await page.content()).not.toContain(secret);
});

it('the pages asked nobody else and logged no error', () => {
  expect(stage.faults).toEqual([]);
});
