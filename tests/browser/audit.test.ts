import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { defineMetric } from '../support/make.js';
import { rowsOf } from '../support/rows.js';
import { type Stage, barriersOf, openStage } from './support.js';

let stage: Stage;
let administrator: Client;

beforeAll(async () => {
  stage = await openStage();
  administrator = await stage.house.as('administrator');
  await defineMetric(administrator);
  await defineMetric(administrator, { key: 'opened', name: 'Open rate' });
  const viewer = await stage.house.as('viewer');
  await viewer.refusal('mutation { retireMetric(key: "opened") { key } }');
});

afterAll(() => stage.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

/** Changes what the server answers to one question, on its way to the page. */
async function forge(page: Page, question: string, change: (answer: string) => string): Promise<void> {
  await page.route('**/graphql', async route => {
    if (!route.request().postData()?.includes(question)) return route.fallback();
    const response = await route.fetch();
    return route.fulfill({ response, body: change(await response.text()) });
  });
}

it('the log is filtered by what happened and how it went, and the address keeps it', async () => {
  const page = await stage.visit('/audit');
  await page.getByRole('combobox', { name: 'Action' }).fill('Retired m');
  await page.getByRole('option', { name: 'Retired metric' }).click();
  await page.getByLabel('Outcome').click();
  await page.getByRole('option', { name: 'Refused' }).click();
  await rowOf(page, 'Defined metric').first().waitFor({ state: 'detached' });

  await page.reload();

  await rowOf(page, 'Was refused: retired metric').getByText('opened').waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
});

it('an entry is proved in the browser, and its proof can be looked at', async () => {
  const page = await stage.visit('/audit?filter={"action":"metric.define","subjectKey":"ordered"}');

  await page.getByRole('button', { name: /^In checkpoint \d+: show the proof$/ }).click();

  const dialog = page.getByRole('dialog', { name: /^Proof of entry/ });
  await dialog.getByText('This was computed in your browser').waitFor();
  const marks = dialog.getByRole('list', { name: 'Checks' }).getByRole('img');
  expect(await marks.evaluateAll(all => all.map(one => one.getAttribute('aria-label')))).not.toContain(
    'does not hold',
  );
  await dialog.getByRole('group', { name: 'Checkpoint' }).waitFor();
  expect(await barriersOf(page)).toEqual([]);
});

it('an entry that is shown otherwise than it was recorded is not proven, whatever the server says', async () => {
  const page = await stage.visit('/experiments');
  await forge(page, 'query AuditEntries', text => text.replaceAll('metric.define', 'metric.retire'));

  await page.goto(`${stage.house.url}/#/audit?filter={"subjectKey":"ordered"}`);

  await page.getByRole('button', { name: 'Not proven: show the proof' }).click();
  await page.getByText('Not as recorded: the command.').waitFor();
});

it('a proof whose record was changed on the way is not believed', async () => {
  const page = await stage.visit('/experiments');
  await forge(page, 'query AuditProof', text => text.replace('"schema":1', '"schema":2'));

  await page.goto(`${stage.house.url}/#/audit?filter={"subjectKey":"ordered"}`);

  await page.getByRole('button', { name: 'Not proven: show the proof' }).waitFor();
});

it('an entry that no checkpoint covers yet waits, and is proved when one does', async () => {
  const page = await stage.visit('/experiments');
  let isHeld = true;
  await forge(page, 'query AuditProof', text => (isHeld ? '{"data":{"auditProof":null}}' : text));
  await page.goto(`${stage.house.url}/#/audit?filter={"subjectKey":"ordered"}`);
  await page.getByRole('button', { name: 'Waiting: show the proof' }).waitFor();

  isHeld = false;

  await page.getByRole('button', { name: /^In checkpoint/ }).waitFor();
});

it('an entry shows who, what, when and why, and what it changed', async () => {
  const page = await stage.visit('/audit?filter={"action":"metric.define","subjectKey":"ordered"}');

  await page.getByRole('link', { name: 'Defined metric' }).click();

  await page.getByRole('heading', { level: 1, name: 'Defined metric' }).waitFor();
  await page.getByText('administrator of the test (API key)').waitFor();
  await page.getByRole('table', { name: 'Before and after' }).getByText('outcomeTypes.0').waitFor();
  await page.getByRole('button', { name: /^In checkpoint/ }).waitFor();
});

it('whoever may takes the log away as a file, with and without personal values', async () => {
  const page = await stage.visit('/audit', { roles: ['auditor'] });
  await button(page, 'Export').click();
  expect(await barriersOf(page)).toEqual([]);
  await page.getByLabel(/^CloudEvents/).check();
  await page.getByLabel(/^With personal values/).check();

  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Download').click()]);

  expect(download.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.cloudevents\.jsonl$/);
  const [line = ''] = (await readFile(await download.path(), 'utf8')).split('\n');
  expect(JSON.parse(line)).toMatchObject({ specversion: '1.0', data: { index: 0, personal: [] } });
  await page.getByText('The log is exported.').waitFor();
});

it('nobody else is offered to take it away', async () => {
  const page = await stage.visit('/audit');

  await button(page, 'Verify now').waitFor();

  expect(await button(page, 'Export').count()).toBe(0);
});

it('the whole log is verified, and an entry that was altered is named and linked', async () => {
  const page = await stage.visit('/audit');
  await button(page, 'Verify now').click();
  await button(page, 'Start').click();
  await page.getByText(/^All \d+ entries are as they were recorded\.$/).waitFor();
  expect(await barriersOf(page)).toEqual([]);

  await rowsOf(
    stage.house.databaseUrl,
    `alter table audit_entries disable trigger audit_entries_kept;
     update audit_entries set actor_name = 'somebody else' where action = 'metric.define' and subject_key = 'opened';
     alter table audit_entries enable trigger audit_entries_kept`,
  );
  await button(page, 'Verify again').click();

  await page.getByText('The log was altered.').waitFor();
  await page.getByRole('link', { name: 'Show this entry' }).click();
  await page.getByRole('heading', { level: 1, name: 'Defined metric' }).waitFor();
  await page.getByRole('button', { name: /^Not proven/ }).waitFor();
});

it('the pages asked nobody else and logged no error', () => {
  expect(stage.faults).toEqual([]);
});
