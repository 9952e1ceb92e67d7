import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { createExperiment, verb } from '../support/make.js';
import { type Stage, draftsIn, openStage } from './support.js';

let stage: Stage;
let administrator: Client;

beforeAll(async () => {
  stage = await openStage();
  administrator = await stage.house.as('administrator');
  await draftsIn(administrator);
});

afterAll(() => stage.close());

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

describe('the list', () => {
  it('finds by a word, and keeps the filter in the address', async () => {
    const page = await stage.visit('/experiments');
    await row(page, 'Send time by model').waitFor();

    await page.getByRole('searchbox', { name: 'Search' }).fill('cart');

    await row(page, 'Send time by model').waitFor({ state: 'detached' });
    await row(page, 'Tone of the cart reminder').waitFor();
    await page.reload();
    await row(page, 'Tone of the cart reminder').waitFor();
    expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('cart');
  });

  it('filters by market, and says what to do when nothing is left', async () => {
    const page = await stage.visit('/experiments');

    await page.getByLabel('Market').fill('DE');
    await row(page, 'Short subject lines').waitFor({ state: 'detached' });
    await row(page, 'Send time by model').waitFor();
    await page.getByLabel('Market').fill('XX');
    await page.getByText('No experiment matches these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();

    await row(page, 'Short subject lines').waitFor();
  });

  it('sorts on the server, and the first cell of a row is a link', async () => {
    const page = await stage.visit('/experiments');

    await page.getByRole('button', { name: 'Experiment', exact: true }).click();
    await page.waitForURL(/sort=name/);
    await page.getByRole('link', { name: 'Short subject lines' }).focus();
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { level: 1, name: 'Short subject lines' }).waitFor();
  });
});

describe('the wizard', () => {
  it('shows what the server refuses at its field, and loses nothing that was typed', async () => {
    const page = await stage.visit('/experiments/create');

    await page.getByRole('textbox', { name: 'Name' }).fill('Longer preview text');
    await page.getByRole('textbox', { name: 'Key' }).fill('send-time');
    await page.getByRole('textbox', { name: 'Hypothesis' }).fill('More is read, so more is ordered.');
    await page.getByRole('button', { name: 'Next' }).click();
    const variants = page.getByRole('group', { name: /^Variant \d/ });
    await variants.nth(0).getByLabel('Key').fill('short');
    await variants.nth(1).getByLabel('Key').fill('long');
    await variants.nth(1).getByLabel('Weight').fill('4500');
    await page.getByText('9,500 of 10,000 basis points: 500 are missing').waitFor();
    await page.getByRole('button', { name: 'Split evenly' }).click();
    await page.getByText('10,000 of 10,000 basis points').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('The metric that decides').fill('order');
    await page.getByRole('option', { name: 'Order rate (ordered)' }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Save draft' }).click();

    await page.getByText('That key is taken.').first().waitFor();
    const key = page.getByRole('textbox', { name: 'Key' });
    expect(await key.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('textbox', { name: 'Hypothesis' }).inputValue()).toBe(
      'More is read, so more is ordered.',
    );

    await key.fill('preview-text');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Longer preview text' }).waitFor();
    const made = await administrator.ask<object>(
      'query { experiment(key: "preview-text") { status design { primaryMetric method } variants { key weightBp } } }',
    );
    expect(made).toEqual({
      status: 'DRAFT',
      design: { primaryMetric: 'ordered', method: 'SEQUENTIAL' },
      variants: [
        { key: 'short', weightBp: 5000 },
        { key: 'long', weightBp: 5000 },
      ],
    });
  });

  it('leads to the step in which a rule of the server is broken', async () => {
    const page = await stage.visit('/experiments/cart-tone');
    await page.getByRole('button', { name: 'Variants' }).click();
    await page.getByRole('group', { name: 'Variant 2' }).getByLabel('Weight').fill('4000');
    await page.getByRole('button', { name: 'Review' }).click();

    await page.getByRole('button', { name: 'Save draft' }).click();

    await page.getByText('The weights sum to 9000 basis points instead of 10000.').first().waitFor();
    await page.getByRole('heading', { name: 'What do you compare?' }).waitFor();
    await page.getByText('RULE_VIOLATED: weights-sum').waitFor();
  });

  it('says what is wrong with JSON while it is typed', async () => {
    const page = await stage.visit('/experiments/create');
    await page.getByRole('button', { name: 'Variants' }).click();

    await page.getByLabel('Who is eligible').fill('{"country": ');
    await page.getByLabel('Who is eligible').blur();

    await page.getByText('This is not JSON yet').waitFor();
  });
});

describe('a command', () => {
  it('says what will happen, and then does it: start and stop, and the log shows both', async () => {
    const page = await stage.visit('/experiments/subject-line/show');

    await page.getByRole('button', { name: 'Start' }).click();
    const start = page.getByRole('dialog', { name: 'Start “Short subject lines”?' });
    await start.getByText('control (control): 50 %').waitFor();
    await start.getByText('The hypothesis, the variants and the design are locked').waitFor();
    await start.getByRole('button', { name: 'Start experiment' }).click();
    await page.getByText('The experiment is running.').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    const stop = page.getByRole('dialog', { name: 'Stop “Short subject lines”?' });
    await stop.getByText('This cannot be undone').waitFor();
    await stop.getByRole('button', { name: 'Stop experiment' }).click();
    await page.getByText('Stopped, to be decided').waitFor();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('link', { name: 'Stopped experiment' }).click();

    await page.getByRole('heading', { level: 1, name: 'Stopped experiment' }).waitFor();
    const status = page.getByRole('row').filter({ hasText: /^±status/ });
    expect(await status.getByRole('cell').allTextContents()).toEqual(['RUNNING', 'STOPPED']);
  });

  it('sends nothing when the question is cancelled', async () => {
    await createExperiment(administrator, { key: 'kept', name: 'Kept' });
    const page = await stage.visit('/experiments/kept/show');

    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const { status } = await administrator.ask<{ status: string }>('{ experiment(key: "kept") { status } }');
    expect(status).toBe('DRAFT');
  });

  it('says when somebody else was faster, and reads again', async () => {
    await createExperiment(administrator, { key: 'raced', name: 'Raced' });
    await verb(administrator, 'start', 'raced');
    const page = await stage.visit('/experiments/raced/show');
    await page.getByRole('button', { name: 'Stop' }).click();
    await verb(administrator, 'pause', 'raced');

    await page.getByRole('button', { name: 'Stop experiment' }).click();

    await page.getByRole('dialog').getByText('Somebody changed this in the meantime.').waitFor();
    await page.getByText('Paused', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Stop experiment' }).click();
    await page.getByText('Stopped, to be decided').waitFor();
  });

  it('is not offered to those who may not', async () => {
    const page = await stage.visit('/experiments/send-time/show', { roles: ['viewer'] });

    await page.getByText('A shorter subject line is opened more often.').waitFor();

    expect(await page.getByRole('button', { name: 'Start' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Edit draft' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'API keys' }).count()).toBe(0);
  });
});

it('the pages asked nobody else and logged no error', () => {
  expect(stage.faults).toEqual([]);
});
