import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '../support/client.js';
import { defineMetric } from '../support/make.js';
import { invite } from '../support/people.js';
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

/** Checkpoints are ten seconds apart by the clock of the house: the next one is due at once. */
async function nextCheckpoint(page: Page): Promise<void> {
  stage.house.advance(10_000);
  await page.getByRole('button', { name: /^In checkpoint/ }).waitFor({ timeout: 15_000 });
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

  await nextCheckpoint(page);
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

  await nextCheckpoint(page);
});

it('an entry shows who, what, when and why, and what it changed', async () => {
  const page = await stage.visit('/audit?filter={"action":"metric.define","subjectKey":"ordered"}');

  await page.getByRole('link', { name: 'Defined metric' }).click();

  await page.getByRole('heading', { level: 1, name: 'Defined metric' }).waitFor();
  await page.getByText('administrator of the test (API key)').waitFor();
  await page.getByRole('table', { name: 'Before and after' }).getByText('outcomeTypes.0').waitFor();
  await nextCheckpoint(page);
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

it('an export that is given up makes no file, and can be begun again', async () => {
  const page = await stage.visit('/audit', { roles: ['auditor'] });
  const downloads: unknown[] = [];
  page.on('download', download => downloads.push(download));
  let letOn: () => void = () => {};
  const held = new Promise<void>(resolve => {
    letOn = resolve;
  });
  await page.route('**/audit/export*', async route => {
    await held;
    await route.continue().catch(() => {});
  });
  await button(page, 'Export').click();
  await button(page, 'Download').click();
  await page.getByRole('progressbar', { name: 'Exporting' }).waitFor();

  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('progressbar', { name: 'Exporting' }).waitFor({ state: 'detached' });
  letOn();
  expect(await page.getByRole('dialog').getByRole('alert').count()).toBe(0);
  await page.unroute('**/audit/export*');
  await Promise.all([page.waitForEvent('download'), button(page, 'Download').click()]);
  await page.getByText('The log is exported.').waitFor();
  expect(downloads).toHaveLength(1);
});

it('a personal value that was erased is shown as erased, and its entry is still proved', async () => {
  const { user, email } = await invite(stage.house);
  const address = `/audit?filter=${JSON.stringify({ action: 'user.invite' })}`;
  const page = await stage.visit(address);
  await page.getByText(email).waitFor();

  await rowsOf(
    stage.house.databaseUrl,
    `delete from audit_personal_values where entry_id in
       (select entry_id from audit_entries where subject_id = $1)`,
    [user.id],
  );
  await page.reload();

  await page.getByText('erased', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: 'Invited a person' }).click();
  await page.getByRole('table', { name: 'Before and after' }).getByText('erased').first().waitFor();
  await nextCheckpoint(page);
  expect(await page.getByText(email).count()).toBe(0);
});

it('a verification is given up between two stretches, and asks for no more', async () => {
  const page = await stage.visit('/audit');
  let asked = 0;
  await forge(page, 'query AuditCheck(', () => {
    asked += 1;
    return '{"data":{"auditCheck":{"checked":1,"total":1000000,"firstBad":null}}}';
  });
  await button(page, 'Verify now').click();
  await button(page, 'Start').click();
  await page.getByText(/^\d+ of 1,000,000 entries$/).waitFor();

  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await page.getByText('Stopped. What was checked until here agrees.').waitFor();
  const until = asked;
  await button(page, 'Close').click();
  await button(page, 'Verify now').click();
  await button(page, 'Start').waitFor();
  expect(asked).toBeLessThanOrEqual(until + 1);
});

it('a log of one entry has one entry, and not “1 entries”', async () => {
  const page = await stage.visit('/audit');
  await forge(
    page,
    'query AuditCheck(',
    () => '{"data":{"auditCheck":{"checked":1,"total":1,"firstBad":null}}}',
  );
  await button(page, 'Verify now').click();
  await button(page, 'Start').click();

  await page.getByText('The one entry is as it was recorded.').waitFor();
  await page.getByText('1 of 1 entry', { exact: true }).waitFor();
});

it('a verification goes on from the checkpoint that this browser saw before, and tells when the log does not', async () => {
  const page = await stage.visit('/audit');
  await button(page, 'Verify now').click();
  await button(page, 'Start').click();
  await page.getByText('This browser saw no checkpoint before.').waitFor();
  await button(page, 'Verify again').click();
  await page.getByText('The log goes on from what this browser saw before.').waitFor();
  await page.getByText(/nothing of the checkpoint of \d+ entries, signed/).waitFor();
  expect(await barriersOf(page)).toEqual([]);

  await forge(page, 'query AuditConsistency', rewritten);
  await button(page, 'Verify again').click();

  await page.getByText('The log does not go on from what this browser saw before.').waitFor();
  await page.getByText('its first entries are not the ones that were signed then').waitFor();
  expect(await barriersOf(page)).toEqual([]);
  await button(page, 'Verify again').click();
  await page.getByText('The log does not go on from what this browser saw before.').waitFor();
  await page.unroute('**/graphql');
  await button(page, 'Verify again').click();
  await page.getByText('The log goes on from what this browser saw before.').waitFor();
});

/** Another past: the proof of a log whose root is another. */
const rewritten = (text: string) => text.replaceAll(/"root":"[0-9a-f]{64}"/g, `"root":"${'0'.repeat(64)}"`);

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
