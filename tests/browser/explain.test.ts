import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stage, openStage } from './support.js';
import { contaminatedHoldout } from './support-holdouts.js';

let stage: Stage;
let member: string;
let other: string;

beforeAll(async () => {
  stage = await openStage();
  ({ member, other } = await contaminatedHoldout(await stage.house.as('administrator')));
});

afterAll(() => stage.close());

it('from an experiment, somebody asks why a recipient gets what it gets', async () => {
  const page = await stage.visit('/experiments/spoiling/show');

  await page.getByRole('main').getByRole('link', { name: 'Explain' }).click();
  await page.getByLabel('Key of the recipient').fill(` ${member.toUpperCase()} `);
  await page.getByRole('button', { name: 'Explain' }).click();

  await page.getByText('Gets no variant: a holdout keeps the recipient out').waitFor();
  await page.getByText(member, { exact: true }).waitFor();
  const steps = page.getByRole('list', { name: 'Tests' }).getByRole('listitem');
  const told = await steps.allTextContents();
  expect(told[0]).toContain('Passed');
  expect(told[1]).toContain('Stopped here · spoilt. The holdout keeps the recipient out');
  expect(told[2]).toContain('Not reached');
  await page.getByRole('heading', { level: 1, name: 'Why did this recipient get this?' }).waitFor();
});

it('the address names the experiment and never the recipient', async () => {
  const page = await stage.visit('/explain');

  await page.getByRole('combobox', { name: 'Experiment' }).fill('spoil');
  await page.getByRole('option', { name: 'Spoiling (spoiling)' }).click();
  await page.waitForURL(/explain\?experiment=spoiling$/);
  await page.getByLabel('Key of the recipient').fill(other);
  await page.getByLabel('Context').fill('{"country": "NL"}');
  await page.getByRole('button', { name: 'Explain' }).click();
  await page.getByText(/^Gets the variant/).waitFor();
  expect(page.url()).toMatch(/explain\?experiment=spoiling$/);
  await page.reload();

  await page.getByRole('combobox', { name: 'Experiment' }).waitFor();
  await page.waitForFunction(() => document.querySelector('input')?.value === 'Spoiling (spoiling)');
  expect(await page.getByLabel('Key of the recipient').inputValue()).toBe('');
});

it('what is missing or wrong is said at its field', async () => {
  const page = await stage.visit('/explain?experiment=spoiling');

  await page.getByLabel('Context').fill('[1]');
  await page.getByRole('button', { name: 'Explain' }).click();
  await page.getByText('Give the key of a recipient.').waitFor();
  await page.getByText('This is JSON, but not an object').waitFor();
  await page.getByLabel('Context').fill('');
  await page.getByLabel('Key of the recipient').fill('x'.repeat(2000));
  await page.getByRole('button', { name: 'Explain' }).click();

  await page.getByText('BAD_USER_INPUT').waitFor();
  expect(await page.getByLabel('Key of the recipient').getAttribute('aria-invalid')).toBe('true');
});

it('who may not ask is told so', async () => {
  const page = await stage.visit('/explain', { roles: ['viewer'] });

  await page.getByText('Your role does not allow this.').waitFor();
});

it('the pages asked nobody else and logged no error', () => {
  expect(stage.faults).toEqual([]);
});
